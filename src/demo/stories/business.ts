import type { DemoArticle } from './story.js';

export const business: DemoArticle[] = [
  {
    key: 'hamburg-coffee',
    headline: 'Coffee roasters turn to smaller beans as drought lifts prices',
    kicker: 'Commodities',
    slugline: 'COFFEE-PRICES/GERMANY',
    dateline: { place: 'HAMBURG', countryCode: 'DE', date: '2026-11-03' },
    byline: null,
    source: 'Reuters',
    section: 'business',
    tags: ['commodities', 'food', 'germany'],
    language: 'en',
    related: ['mombasa-strike'],
    body: [
      {
        p: 'Roasters in Europe’s largest coffee port are quietly changing their blends as a second dry year in the highlands pushes the price of the best arabica beans beyond what they believe breakfast tables will bear, traders and buyers said this week.',
      },
      {
        p: 'Washed arabica for delivery in March has risen by a third since July. The hardier robusta bean, which gives a heavier cup and more caffeine, costs barely half as much, the widest gap in nine years.',
      },
      {
        p: '“We used to put in ten per cent and call it body,” said the buyer for one mid-sized roaster, who asked not to be named because recipes are trade secrets. “Now it is thirty, and we call it tradition.”',
      },
      {
        p: 'At the warehouses along the river, stocks have fallen to eleven days of demand, according to a survey by the Elbe Warehouse Keepers’ Circle. The usual level is about a month.',
      },
      { quote: 'You can stretch a blend as you stretch a soup. Guests notice at the third plate.' },
      {
        p: 'That was how Annelore Petersdorff, who has tasted coffee for a living since 1988, put it. She expects prices in shops to rise by 60 to 80 cents a pound before Christmas.',
      },
      {
        p: 'Growers see little of it. Crops are smaller, and most were sold ahead at last year’s price. Rain forecast for the second half of November could still save the flowering, agronomists said. “It needs two good nights,” said Demetrio Bustillos of a growers’ cooperative. “We have been asking politely for one.”',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-03T13:20:00Z',
  },
  {
    key: 'brennock-ferries',
    headline: 'Brennock yard wins order for two battery ferries',
    standfirst: 'Contract worth £94 million secures 320 jobs until 2029 and replaces the “Skell Maid”',
    slugline: 'brennock-order',
    byline: { authors: ['selin-aydogan'] },
    section: 'business',
    tags: ['jobs', 'shipbuilding', 'shipping'],
    language: 'en',
    leadPhoto: { caption: 'brennock-slip' },
    related: ['channel-dredging'],
    body: [
      {
        p: 'The Brennock shipyard will build two battery-driven car ferries for the Skell Island service, its first ships for a home customer in sixteen years, the yard and the ferry company said on Monday.',
      },
      {
        p: 'The £94 million contract keeps 320 people at work until 2029. Another 60 will be taken on next year, half of them apprentices.',
      },
      {
        p: '“My father built the last one and I am to build the next,” said Wilf Nance, a plater, at the end of the early shift. “I hope she is as hard to get rid of.”',
      },
      {
        p: 'The ship to be replaced, the “Skell Maid”, entered service in 1978 and has twice been declared unfit for another winter. The new ferries will each carry 48 cars and 300 passengers. They will charge for twelve minutes at either end, which is as long as the present ship takes to unload.',
      },
      { h: 2, text: 'A thin margin' },
      {
        p: 'Two yards abroad are understood to have bid less. The ferry company, which belongs to the city, said it had weighed the cost of towing, training and repair. Ingrid Haldane, the yard’s managing director, did not deny that the price was tight. “We shall make money on the second ship,” she said. “On the first we shall make a ferry.”',
      },
      {
        p: 'The cells will come from a supplier not yet named. They make up almost a third of the price, and the contract leaves the risk of a rise with the yard.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-10T07:00:00Z',
  },
  {
    key: 'hake-prices',
    headline: 'Hake at its dearest in ten years as boats stay in',
    slugline: 'fish-prices',
    byline: { authors: ['selin-aydogan'] },
    section: 'business',
    tags: ['fishing', 'food'],
    language: 'en',
    leadPhoto: { caption: 'fish-auction' },
    body: [
      {
        p: 'A kilogram of hake fetched £9.80 at the Port Merrow auction on Friday, the highest price in ten years, as a third week of westerly gales kept two thirds of the fleet in harbour.',
      },
      {
        p: '“There is fish out there that will die of old age,” said auctioneer Silas Roskilly. Restaurants on Quayside have begun to write the price in chalk.',
      },
    ],
    state: 'in_edit',
    comments: [
      {
        by: 'copy_editor',
        text: 'Is the ten-year high in money of the day or after inflation? I have asked.',
      },
    ],
  },
  {
    key: 'chandlery-closes',
    headline: 'Rope Walk chandlery to close after 141 years',
    kicker: 'High street',
    slugline: 'chandlery-closes',
    byline: { authors: ['selin-aydogan'] },
    section: 'business',
    tags: ['harbour', 'retail'],
    language: 'en',
    body: [
      {
        p: 'Tolliver & Daughters, which has sold rope, lamps and oilskins on Rope Walk since 1885, will close on New Year’s Eve. No buyer was found who wanted the shop as well as the building.',
      },
      {
        p: '“We are not ruined and nobody has died,” said Phyllida Tolliver, the fourth of the daughters to run it. “I am seventy-three and I should like to see the sea from the other side.”',
      },
      {
        p: 'The firm once fitted out forty sailing ships in a single winter. Of late it has lived from yachtsmen, film companies and a mail-order trade in brass hooks. Its seven staff will be paid until April.',
      },
      {
        p: 'What is on the shelves goes on sale from Dec 5. The bell over the door, which came off a lightship, is not for sale: it has been promised to the museum, on the condition that somebody rings it.',
      },
    ],
    state: 'approved',
  },
];
