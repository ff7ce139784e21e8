import type { DemoCaption, DemoPlace } from './story.js';

const staffCopyright = '© 2026 The Harbour Courier';

function portMerrow(sublocation: string): DemoPlace {
  return { sublocation, city: 'Port Merrow', countryName: 'United Kingdom', countryCode: 'GB' };
}

export const captions: DemoCaption[] = [
  {
    key: 'atacama-domes',
    description:
      'The Milky Way rises over the survey domes of the Cerro Alcance observatory near Antofagasta, Chile, on Aug 30, the night after its cameras recorded a comet from beyond the solar system.',
    creditLine: 'Reuters',
    creator: ['Rodrigo Salinero'],
    altText: 'Two white telescope domes on a dark ridge under a sky crowded with stars',
    place: {
      sublocation: 'Cerro Alcance',
      provinceState: 'Antofagasta',
      countryName: 'Chile',
      countryCode: 'CL',
    },
    dateTaken: '2026-08-31T02:40:00Z',
    state: 'live',
    publishedAt: '2026-09-08T15:10:00Z',
  },
  {
    key: 'quay-night-market',
    description:
      'Visitors queue for sesame flatbread at the reopened night market on Old Quay in Port Merrow on Friday evening.',
    creditLine: 'Jonas Brekke / The Harbour Courier',
    creator: ['Jonas Brekke'],
    altText: 'People in coats wait at a lantern-lit food stall; steam rises from a flat griddle',
    copyrightNotice: staffCopyright,
    place: portMerrow('Old Quay'),
    dateTaken: '2026-09-18T19:25:00Z',
    state: 'live',
    publishedAt: '2026-09-19T06:30:00Z',
  },
  {
    key: 'mombasa-cranes',
    description:
      'Dock workers walk back through the main gate of the container terminal in Mombasa, Kenya, on Thursday, after their union accepted a new shift agreement.',
    creditLine: 'AP',
    creator: ['Grace Wanjala'],
    altText: 'A crowd in yellow vests passes under an open gate, gantry cranes behind them',
    place: { city: 'Mombasa', countryName: 'Kenya', countryCode: 'KE' },
    dateTaken: '2026-09-24T04:15:00Z',
    state: 'live',
    publishedAt: '2026-09-24T11:40:00Z',
  },
  {
    key: 'lisbon-candles',
    description:
      'A waiter serves coffee by candlelight in the Alfama district of Lisbon on Monday night, during a blackout that darkened the eastern half of the city.',
    creditLine: 'AFP',
    creator: ['Beatriz Quintela'],
    altText: 'A waiter sets down a cup at a café table lit by three candles; the street behind is black',
    place: { sublocation: 'Alfama', city: 'Lisbon', countryName: 'Portugal', countryCode: 'PT' },
    dateTaken: '2026-10-05T20:50:00Z',
    state: 'live',
    publishedAt: '2026-10-06T07:05:00Z',
  },
  {
    key: 'albion-widow',
    description:
      'Soprano Hedda Lovelock, as the widow, waits at the harbour light in the second act of “The Lamplighter’s Daughter” during a dress rehearsal at the Albion in Port Merrow on Thursday.',
    creditLine: 'Ama Sefton / The Harbour Courier',
    creator: ['Ama Sefton'],
    altText: 'A woman in a grey shawl stands alone on a bare stage beside a single lit lantern',
    extendedDescription:
      'A nearly empty stage in blue half-light. Right of centre a woman of about fifty in a long grey shawl looks out over the audience. Beside her, on an iron post as tall as she is, a lantern gives the only warm light. Behind her a painted sea fades into the dark.',
    copyrightNotice: staffCopyright,
    place: portMerrow('The Albion, Custom House Square'),
    dateTaken: '2026-10-15T18:45:00Z',
    state: 'live',
    publishedAt: '2026-10-18T08:55:00Z',
  },
  {
    key: 'skardu-lake',
    description:
      'Farmers look out over the drained bed of a glacial lake above Skardu in northern Pakistan on Tuesday, a day after families were allowed to return to the valley.',
    creditLine: 'Reuters',
    creator: ['Kamran Baltoro'],
    altText: 'Three men stand on a gravel rim above a wide grey basin with a thin stream at the bottom',
    place: { city: 'Skardu', provinceState: 'Gilgit-Baltistan', countryName: 'Pakistan', countryCode: 'PK' },
    dateTaken: '2026-10-20T06:20:00Z',
    state: 'live',
    publishedAt: '2026-10-21T09:20:00Z',
  },
  {
    key: 'brennock-slip',
    description:
      'Welders work on a hull section in the covered slip at the Brennock yard in Port Merrow on Monday, the day the yard won an order for two battery ferries.',
    creditLine: 'Jonas Brekke / The Harbour Courier',
    creator: ['Jonas Brekke'],
    altText: 'Sparks fall from two welders on a scaffold against a high curved wall of steel plate',
    copyrightNotice: staffCopyright,
    place: portMerrow('Brennock yard, Southside'),
    dateTaken: '2026-11-09T13:30:00Z',
    state: 'live',
    publishedAt: '2026-11-10T06:45:00Z',
  },
  {
    key: 'valparaiso-fours',
    description:
      'The crew of Club Almirante lift their boat from the water after winning the coxed fours at the Pacific Regatta in Valparaíso, Chile, on Saturday.',
    creditLine: 'AP',
    creator: ['Emilia Roldán'],
    altText: 'Four rowers and a cox raise a long white boat above their heads, water streaming from it',
    place: { city: 'Valparaíso', countryName: 'Chile', countryCode: 'CL' },
    dateTaken: '2026-11-14T15:10:00Z',
    state: 'live',
    publishedAt: '2026-11-15T07:20:00Z',
  },
  {
    key: 'derby-header',
    description:
      'Merrow Athletic captain Dele Marchbanks heads the winning goal past Stonebridge Town goalkeeper Pierce Hallam at Lantern Road in Port Merrow on Sunday.',
    creditLine: 'Ama Sefton / The Harbour Courier',
    creator: ['Ama Sefton'],
    altText: 'A player in blue hangs in the air above two defenders as the ball leaves his forehead',
    copyrightNotice: staffCopyright,
    place: portMerrow('Lantern Road'),
    dateTaken: '2026-11-15T16:46:00Z',
    state: 'live',
    publishedAt: '2026-11-15T18:35:00Z',
    republished: [
      {
        changeType: 'correction',
        publicNote: 'An earlier version of this caption misspelt the name of goalkeeper Piers Hallam.',
        edit: {
          description:
            'Merrow Athletic captain Dele Marchbanks heads the winning goal past Stonebridge Town goalkeeper Piers Hallam at Lantern Road in Port Merrow on Sunday.',
        },
      },
    ],
  },
  {
    key: 'legazpi-shelter',
    description:
      'Children sleep on classroom tables in a school used as a shelter in Legazpi, the Philippines, on Monday night as Typhoon Marisol comes ashore.',
    creditLine: 'Reuters',
    creator: ['Paolo Dimayuga'],
    altText: 'Four children lie under blankets on pushed-together school tables, lit by a torch',
    place: { city: 'Legazpi', provinceState: 'Albay', countryName: 'Philippines', countryCode: 'PH' },
    dateTaken: '2026-11-16T14:05:00Z',
    state: 'live_with_draft',
    publishedAt: '2026-11-17T05:50:00Z',
    draft: {
      changeNote: 'Name the school, as the desk in Manila confirmed it',
      edit: {
        description:
          'Children sleep on classroom tables at the Bagong Araw elementary school, used as a shelter, in Legazpi, the Philippines, on Monday night as Typhoon Marisol comes ashore.',
      },
    },
  },
  {
    key: 'swing-bridge',
    description:
      'The Wend swing bridge in Port Merrow closes to let the first traffic in 14 months cross between Quayside and Southside on Wednesday morning.',
    creditLine: 'Ama Sefton / The Harbour Courier',
    creator: ['Ama Sefton'],
    altText: 'A green iron bridge turns across a river at dawn; people line both banks',
    extendedDescription:
      'Seen from a high window on the north bank: a green iron truss bridge, three quarters closed, turns on a round stone pier in the middle of a river. Cyclists and a few hundred people wait behind barriers at both ends. The sun is just above the warehouses on the far side.',
    copyrightNotice: staffCopyright,
    place: portMerrow('Wend swing bridge'),
    dateTaken: '2026-11-18T07:28:00Z',
    state: 'live',
    publishedAt: '2026-11-19T06:00:00Z',
  },
  {
    key: 'bridge-keepers',
    description:
      'Bridge keepers Maud Tregenna and Owen Pascoe check the new bearing under the Wend swing bridge in Port Merrow on Tuesday, the day before it reopened.',
    creditLine: 'Jonas Brekke / The Harbour Courier',
    creator: ['Jonas Brekke'],
    altText: 'Two people in hard hats shine torches on a ring of steel rollers under a bridge deck',
    copyrightNotice: staffCopyright,
    place: portMerrow('Wend swing bridge'),
    dateTaken: '2026-11-17T10:15:00Z',
    state: 'live',
    publishedAt: '2026-11-19T06:00:00Z',
  },
  {
    key: 'tilda-row-wall',
    description:
      'Shanice Orme points to black mould behind a wardrobe in the flat she rents on Tilda Row in Port Merrow on Nov 12.',
    creditLine: 'Jonas Brekke / The Harbour Courier',
    creator: ['Jonas Brekke'],
    altText: 'A woman moves a wardrobe aside to show a wall covered in black spots',
    copyrightNotice: staffCopyright,
    place: portMerrow('Tilda Row'),
    dateTaken: '2026-11-12T14:00:00Z',
    state: 'submitted',
    comments: [
      { by: 'photo_editor', text: 'Has Ms Orme agreed in writing to her name and the street being shown?' },
    ],
  },
  {
    key: 'fish-auction',
    description: 'Buyers bid for hake at the fish market in Port Merrow at first light on',
    creator: ['Ama Sefton'],
    place: portMerrow('Fish market'),
    state: 'draft',
  },
  {
    key: 'almond-hill-works',
    description:
      'An engineer takes a sample at the Almond Hill waterworks in Port Merrow on Sept 29, during a week of complaints about the taste of tap water.',
    creditLine: 'Merrow Water',
    creator: [],
    altText: 'A woman in a white coat holds a glass bottle under a steel tap',
    place: portMerrow('Almond Hill'),
    dateTaken: '2026-09-29T09:00:00Z',
    state: 'withdrawn',
    publishedAt: '2026-09-30T08:00:00Z',
    reason: 'Hand-out picture: the supplier says it was taken in 2024 at another works.',
    notice: 'This picture has been removed because its date and place were wrongly stated by the supplier.',
  },
  {
    key: 'trialist-arrival',
    description: 'A player believed to be on trial arrives at Lantern Road in Port Merrow on Thursday.',
    creditLine: 'Ama Sefton / The Harbour Courier',
    creator: ['Ama Sefton'],
    altText: 'A man in a hooded coat carries a sports bag through a side gate',
    copyrightNotice: staffCopyright,
    place: portMerrow('Lantern Road'),
    state: 'spiked',
  },
];
