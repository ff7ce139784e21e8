import type { DemoArticle } from './story.js';

export const sport: DemoArticle[] = [
  {
    key: 'pacific-regatta',
    headline: 'Almirante take the fours by a foot in a headwind',
    kicker: 'Rowing',
    slugline: 'ROWING-PACIFIC/',
    dateline: { place: 'VALPARAÍSO', countryCode: 'CL', date: '2026-11-14' },
    byline: null,
    source: 'AP',
    section: 'sport',
    tags: ['chile', 'rowing'],
    language: 'en',
    leadPhoto: { caption: 'valparaiso-fours' },
    body: [
      {
        p: 'Club Almirante, who had led nobody all morning, came from fourth place in the last 300 metres to win the coxed fours at the Pacific Regatta on Saturday by about a foot, in a wind that had already sent two crews home without finishing.',
      },
      {
        p: 'Their time of 7 minutes 41.6 seconds was the slowest to win the event since 1994, and their cox, 17-year-old Renata Ugalde, said it had felt every second of it.',
      },
      {
        p: '“I told them it was flat water from the red buoy on,” she said. “It was not. They know now.”',
      },
      {
        p: 'Rosario Norte, the holders, held a length over the field at halfway and were still ahead when a gust caught the blades of their bow pair. They finished second, a bare tenth of a second behind, and were first to row over and shake hands.',
      },
      {
        p: 'Earlier, Ingeborg Thorsrud of Bergen won the single sculls for the third year in a row. Rowing in the lee of the breakwater, she was never troubled, and was out of her boat and into a coat before the last finisher crossed the line.',
      },
      {
        p: 'The eights, put off because of the swell, will be rowed on Sunday at first light, if, as the chief umpire put it, “there is a course left to row on”.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-15T07:40:00Z',
  },
  {
    key: 'harbour-derby',
    headline: 'Marchbanks rises late to settle the derby',
    standfirst: 'Merrow Athletic 2 Stonebridge Town 1',
    slugline: 'derby-report',
    byline: { authors: ['callum-strand'] },
    section: 'sport',
    tags: ['football', 'merrow athletic'],
    language: 'en',
    leadPhoto: { caption: 'derby-header' },
    body: [
      {
        p: 'There were two minutes left and nobody in Lantern Road was sitting when Dele Marchbanks, who is thirty-six and has been told to stop heading things, headed one more.',
      },
      {
        p: 'It went in off the post, and Merrow Athletic had won a derby that for an hour they had looked certain to lose. They are third, a point behind Stonebridge Town, who should be out of sight and know it.',
      },
      {
        p: 'Town had led since the ninth minute, when Calder Voss ran thirty yards through the middle of a defence that parted before him like a congregation. They struck the bar twice. Piers Hallam, in goal, could have brought a book.',
      },
      {
        p: 'The change came from the bench. Iker Saldaña, who is nineteen, ran on after 61 minutes, lost the ball at once, won it back, and from the corner that followed levelled with the outside of his left boot. “I meant it,” he said afterwards. “I meant something.”',
      },
      {
        p: 'From there it was noise. Athletic had seven corners in eleven minutes, and from the seventh Marchbanks stood alone, as if the rest of them had agreed on it.',
      },
      { quote: 'The doctor says no more headers. The doctor was in the stand. He was on his feet.' },
      {
        p: 'The Town manager, Gregor Allardyce-Hume, shook every hand he could find and said his side had been “better for longer, which is worth nothing”. Attendance was 8,914, the most this season.',
      },
    ],
    state: 'live',
    publishedAt: '2026-11-15T19:00:00Z',
  },
  {
    key: 'transfer-rumour',
    headline: 'Athletic close to signing mystery forward',
    slugline: 'transfer-rumour',
    byline: { authors: ['callum-strand'] },
    section: 'sport',
    tags: ['football', 'merrow athletic'],
    language: 'en',
    body: [
      {
        p: 'Merrow Athletic are close to signing a forward who has trained with them this week under another name, according to two people who saw him do it from the top deck of a bus.',
      },
    ],
    state: 'spiked',
    comments: [{ by: 'section_editor', text: 'He was the new groundsman. Spiked, with affection.' }],
  },
];
