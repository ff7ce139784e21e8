import type { Block, DemoArticle } from './story.js';

const dredging: Block[] = [
  {
    p: 'Port Merrow’s Harbour Board voted by five to four on Thursday night to deepen the channel to the north quay by 1.5 metres, ending three years of argument over whether larger ships are worth the mud that has to be moved for them.',
  },
  {
    p: 'The work will cost £38 million and begin in April, outside the season in which eels enter the Wend. Some 600,000 cubic metres of silt, enough to bury the football ground to its floodlights, will be taken to sea.',
  },
  {
    p: 'The chair, Augusta Penhale, used her casting vote. “Nobody builds a shallow ship any more,” she told a full public gallery at the Custom House. “We can be a port or we can be a view of one.”',
  },
  {
    p: 'Fishermen say the silt will drift back over the cockle beds off Skell Island. Their association’s secretary, Jory Bessant, said it would ask for a review. “They have a computer that says the tide runs the other way,” he said. “We have only been out there for two hundred years.”',
  },
  {
    p: 'The board’s own ecologist told members that the beds would “probably” recover within four years. Asked what probably meant, she said: “More likely than not.” There was laughter, and then there was not.',
  },
  {
    p: [
      'The full report, of 412 pages, is ',
      { link: 'https://example.org/harbour-board/north-channel', text: 'on the board’s website' },
      '. Paper copies can be read at the Custom House on weekday mornings.',
    ],
  },
];

const nightBuses: Block[] = [
  {
    p: 'Two night buses will run every half hour from Sunday, one of them past the hospital, and two more at longer intervals, in the largest change to the city’s timetable since the trams were taken up.',
  },
  { h: 2, text: 'What changes' },
  {
    list: [
      'N1 Quayside – General Hospital – Almond Hill: every 30 minutes from 11.30pm to 5am, all week',
      'N2 Custom House – Southside – Brennock yard: every 30 minutes, timed to the yard’s shifts',
      'N3 Quayside – Saltings: every hour, and no longer by way of the cemetery',
      'N4 Central Station – Lantern Road – Tolgarth: new, Fridays and Saturdays only',
    ],
  },
  { h: 2, text: 'What it costs' },
  {
    p: 'A single night fare stays at £2.40. Holders of a monthly ticket ride free. Hospital staff will be asked to show a badge, not to pay.',
  },
  {
    p: '“I have walked home along the ring road at three in the morning for eleven years,” said Bettina Szalai, a ward sister, who collected 4,200 signatures for the N1. “It is forty minutes. I know every lamp that does not work.”',
  },
  { h: 3, text: 'Where to complain' },
  {
    p: [
      'Stops are listed ',
      { link: 'https://example.org/merrow-transit/night', text: 'on the company’s website' },
      '. Merrow Transit says it will count passengers until Easter and then decide which routes stay. ',
      { strong: 'Timetables at stops will be changed by Saturday evening.' },
    ],
  },
];

export const city: DemoArticle[] = [
  {
    key: 'almond-hill-water',
    headline: 'Almond Hill water is safe to drink, company says',
    kicker: 'Water',
    slugline: 'almond-hill-water',
    byline: { authors: ['nuria-ozturk'] },
    section: 'news/city',
    tags: ['health', 'water'],
    language: 'en',
    body: [
      {
        p: 'Tap water on Almond Hill is safe despite a taste of earth that has led to some 300 complaints in a week, the company that supplies it said on Tuesday, citing tests of samples from twelve streets.',
      },
      {
        p: '“There is nothing in it that should not be there, and there is less of it than last year,” said Leopold Trask, head of quality at Merrow Water. The taste, he said, came from harmless algae in the upper reservoir and would pass with the first cold nights.',
      },
      {
        p: 'Residents were not all persuaded. At a meeting in the parish hall, Mavis Chenoweth put a jug on the table and invited the company’s three representatives to drink from it. Two of them did.',
      },
      {
        p: 'The company published a table of results that showed every sample within the legal limits. It said new samples would be taken weekly until the end of October and the results hung up in the library.',
      },
      {
        p: 'Bottled water had sold out in both of the hill’s shops by Monday noon. One of the shopkeepers, who asked not to be named, said he had been drinking from the tap throughout and recommended it with a slice of lemon.',
      },
    ],
    state: 'withdrawn',
    publishedAt: '2026-09-30T06:00:00Z',
    reason: 'Merrow Water has taken back the test results on which the story rests: samples were mixed up.',
    notice:
      'We have withdrawn this article because the company has retracted the test results it was based on. A new report will follow when the samples have been tested again.',
    comments: [
      { by: 'managing_editor', text: 'Down until there are new figures. Do not patch the old text.' },
    ],
  },
  {
    key: 'pilot-inquiry',
    headline: 'Pilot had been on duty for 19 hours, collision inquiry hears',
    kicker: 'Inquiry',
    slugline: 'pilot-inquiry-day3',
    byline: { authors: ['nuria-ozturk'] },
    section: 'news/city',
    tags: ['courts', 'harbour'],
    language: 'en',
    body: [
      {
        p: 'The harbour pilot who was guiding a coaster when it struck the fuel jetty in March had been on duty for 19 hours, a witness told the inquiry into the collision on Tuesday.',
      },
      {
        p: 'The witness, a dispatcher, said two colleagues were ill that night and that nobody had been found to stand in for them. “We asked him, and he said yes, because he always says yes,” she said.',
      },
      {
        p: 'The pilot, who is 61, has not yet given evidence. His lawyer said only that he had “followed every rule that was written down”.',
      },
      {
        p: 'No one was hurt when the coaster, laden with fertiliser, tore forty metres of planking from the jetty in fog. The fuel lines had been emptied the evening before.',
      },
      {
        p: 'Much of the third day was given to a paper rota on which names had been corrected by hand in three colours. The dispatcher said blue was for changes agreed in advance and green for those agreed by telephone. Nobody could say what red had meant. The inquiry continues.',
      },
    ],
    state: 'killed',
    publishedAt: '2026-10-14T06:00:00Z',
    reason:
      'The evidence was heard in closed session; the chair has ordered that no report of it be published. Sent out before the order reached us.',
    notice: 'This article has been removed for legal reasons.',
    comments: [{ by: 'legal', text: 'Final. The order also covers archives and print.' }],
  },
  {
    key: 'channel-dredging',
    headline: 'By one vote, harbour board decides to dredge the north channel',
    kicker: 'Harbour',
    slugline: 'dredging-vote',
    byline: { authors: ['nuria-ozturk', 'selin-aydogan'] },
    section: 'news/city',
    tags: ['fishing', 'harbour', 'shipping'],
    language: 'en',
    body: dredging,
    state: 'live',
    publishedAt: '2026-11-06T06:00:00Z',
    republished: [
      {
        changeType: 'clarification',
        publicNote:
          'This article has been clarified to say that the chair’s casting vote decided the matter after the other eight members had divided evenly.',
        edit: {
          body: dredging.with(2, {
            p: 'The other eight members had divided evenly when the chair, Augusta Penhale, used her casting vote. “Nobody builds a shallow ship any more,” she told a full public gallery at the Custom House. “We can be a port or we can be a view of one.”',
          }),
        },
      },
    ],
  },
  {
    key: 'night-buses',
    headline: 'Night buses to run every half hour, and past the hospital at last',
    standfirst: 'Four routes start on Sunday; the fare stays at £2.40',
    slugline: 'night-buses-explainer',
    byline: { text: 'Courier Staff' },
    source: 'Staff',
    section: 'news/city',
    tags: ['health', 'transport'],
    language: 'en',
    body: nightBuses,
    state: 'live',
    publishedAt: '2026-11-18T06:00:00Z',
    republished: [
      {
        changeType: 'update',
        edit: {
          standfirst: 'Four routes start on Sunday; hospital staff ride free, patients’ visitors too',
          body: nightBuses.with(4, {
            p: 'A single night fare stays at £2.40. Holders of a monthly ticket ride free. So do hospital staff with a badge and, after a late change of mind at Merrow Transit, anyone with a visitor’s slip from a ward.',
          }),
        },
      },
    ],
  },
  {
    key: 'bridge-reopens',
    headline: '‘We heard it sing’: swing bridge turns again after 14 months',
    kicker: 'River Wend',
    standfirst: 'Hundreds rise before dawn to walk across; the last bill is still to come',
    slugline: 'bridge-reopening',
    byline: { authors: ['nuria-ozturk'] },
    section: 'news/city',
    tags: ['harbour', 'heritage', 'transport'],
    language: 'en',
    leadPhoto: {
      caption: 'swing-bridge',
      override:
        'The Wend swing bridge (above) closes to let the first traffic in 14 months cross between Quayside and Southside on Wednesday morning. Some 900 people came to see it.',
    },
    related: ['channel-dredging', 'night-buses'],
    body: [
      {
        p: 'It is a low note, somewhere under a cello, and people who grew up beside the Wend know it before they know what makes it. On Wednesday, at 28 minutes past seven, the city heard it again: 900 tonnes of iron, turning.',
      },
      {
        p: 'The swing bridge, shut since a roller in its bearing split in September last year, closed its gap under its own power and locked with a bang that set dogs barking on both banks. Then the barriers went up, and some 900 people who had been standing in the cold walked to the middle and stopped there, getting in one another’s way.',
      },
      {
        p: '“We heard it sing,” said Ernestine Quill, 84, whose father was a keeper. “I told my grandson, that’s it, that’s the note. He said it sounded like a lorry. Well — he’s seven.”',
      },
      { photo: 'bridge-keepers' },
      {
        p: 'For fourteen months the way from Quayside to Southside, four minutes on foot, has been thirty-five by the ring road. The baker on Capstan Street moved her oven; the primary school ran a boat. Two pubs closed and one, within sight of both ends, did rather well.',
      },
      { pullquote: 'Nobody alive had ever seen the underside' },
      {
        p: 'The keepers, Maud Tregenna and Owen Pascoe, spent much of that time beneath the deck. “Nobody alive had ever seen the underside,” Ms Tregenna said. “There’s a sandwich tin in the masonry. We put it back.”',
      },
      { rule: true },
      {
        p: [
          'The repair cost ',
          { strong: '£11.6 million' },
          ', nearly twice the first estimate, and the council has not said how it will find the rest. ',
          'Mayor Dorothea Finch, who crossed with everyone else and was not let through any faster, called it “money we would have spent on being two towns”. ',
          { em: 'A public meeting is to be held at the Custom House on Dec 3…' },
        ],
      },
    ],
    state: 'live',
    publishedAt: '2026-11-19T06:15:00Z',
    comments: [
      { by: 'photo_editor', text: 'Lead is the wide one from the Seamen’s Mission. Keepers go in the text.' },
      { by: 'copy_editor', text: '900 tonnes and 900 people: both checked, both right.' },
    ],
  },
  {
    key: 'school-meals',
    headline: 'Eleven schools to cook their own lunches from January',
    slugline: 'school-meals',
    byline: { authors: ['nuria-ozturk'] },
    section: 'news/city',
    tags: ['food', 'schools'],
    language: 'en',
    body: [
      {
        p: 'Eleven primary schools will cook lunch in their own kitchens from January, after the council let its contract with a caterer 70 miles away run out. The other nine are to follow when their kitchens have been found: in one, it is currently the library.',
      },
      {
        p: '“Soup does not travel,” said Constance Abara, who chairs the schools committee. A child’s lunch will cost £2.65, ten pence more than today, and no child who now eats free will pay.',
      },
    ],
    state: 'submitted',
  },
  {
    key: 'tilda-row-damp',
    headline: 'Landlord was told of damp nine times, Tilda Row tenants say',
    kicker: 'Housing',
    slugline: 'tilda-row-damp',
    byline: { authors: ['nuria-ozturk'] },
    section: 'news/city',
    tags: ['health', 'housing'],
    language: 'en',
    leadPhoto: { caption: 'tilda-row-wall' },
    body: [
      {
        p: 'Tenants of six houses let as flats in Southside say they reported black mould to the company that owns them nine times in two years and were advised each time to open a window.',
      },
      {
        p: 'Shanice Orme, who lives at number 4 with two sons, kept the letters in a biscuit tin. “The windows are painted shut,” she said. “I told them that in the third letter.”',
      },
      { p: 'The council’s housing officer visited on Nov 12 and is to report within a month.' },
    ],
    state: 'changes_requested',
    requestComment:
      'Strong, but the company has to be asked before we print this. Put the nine dates to them in writing, give them until Friday noon, and quote the answer in full. Legal wants to see the letters.',
    comments: [
      {
        by: 'legal',
        text: 'Letters 2, 5 and 6 are undated. Say “at least six times” unless she can date them.',
      },
    ],
  },
];
