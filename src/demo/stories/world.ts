import type { Block, DemoArticle } from './story.js';

const mombasa: Block[] = [
  {
    p: 'Dock workers in East Africa’s busiest port went back to their cranes on Thursday after a night of talks ended a nine-day strike that had left 34 ships waiting at anchor and fresh flowers rotting in their containers.',
  },
  {
    p: 'The agreement gives the port’s 3,100 permanent workers a fixed rest day and a say in the rota, the two demands over which the stoppage began. Pay, which neither side had called the main question, rises by 4 per cent.',
  },
  {
    p: '“Nobody here struck for money alone,” said Rashid Mwakale, a crane driver and spokesman for the workers’ committee, as the first shift walked in under the arch at dawn. “We struck because a man could not say on Monday whether he would see his children on Friday.”',
  },
  {
    p: 'Pwani Terminals, which operates the container berths, said it expected to clear the queue within twelve days. Perishable cargo would go first.',
  },
  {
    p: '“It is a fair agreement and an expensive one,” its operations director, Joyce Kilonzo, told reporters. “It would have been cheaper in August.”',
  },
  {
    p: 'The mediator, retired judge Esther Nduku, had kept both delegations in the same building since Wednesday noon. She said the last hour was spent not on money or hours but on who would announce the result. In the end they drew lots.',
  },
  {
    p: 'Flower growers upcountry put their losses at several million dollars. A spokeswoman for a growers’ group said most small farms carried no insurance against a closed port.',
  },
];

const lisbon: Block[] = [
  {
    p: 'Power returned to the eastern half of Lisbon before sunrise on Tuesday after a seven-hour blackout that stopped trams on the hills, silenced the fado houses of Alfama and sent thousands of people home on foot by the light of their telephones.',
  },
  {
    p: 'The failure began at 9.40pm on Monday in a substation near the river, the grid operator said. Its engineers were still looking for the cause.',
  },
  { photo: 'lisbon-candles' },
  {
    p: 'Hospitals ran on generators and reported no harm to patients. Firefighters freed 61 people from lifts, among them a bride on the way down to her own wedding supper.',
  },
  {
    p: '“The band kept playing, the cook kept cooking, and for once nobody looked at a screen,” said Amélia Sardinha, who owns a restaurant of nine tables near the cathedral. “I would not want it every week.”',
  },
  {
    p: 'The city’s civil protection office said traffic lights at 140 crossings had failed, but that police counted only two slight collisions. Schools opened as usual.',
  },
  {
    p: 'Henrique Valadão, the grid operator’s head of networks, apologised to customers and promised a first report within a week. “A city of this size should not hang on one building,” he said. “On Monday night, half of it did.”',
  },
];

export const world: DemoArticle[] = [
  {
    key: 'interstellar-comet',
    headline: 'Comet hunters find a visitor that will not come back',
    kicker: 'Astronomy',
    slugline: 'CHILE-COMET/',
    dateline: { place: 'ANTOFAGASTA', countryCode: 'CL', date: '2026-09-08' },
    byline: null,
    source: 'Reuters',
    section: 'news/world',
    tags: ['astronomy', 'chile', 'science'],
    language: 'en',
    leadPhoto: { caption: 'atacama-domes' },
    body: [
      {
        p: 'Astronomers working on a mountain above the Atacama desert said on Tuesday they had tracked a comet that moves too fast for the Sun to hold, one of a very short list of visitors known to have begun their journey around another star.',
      },
      {
        p: 'The object was picked up on Aug 29 by an automatic survey at the Cerro Alcance observatory and seen again on each of the following six clear nights. It will get a formal name once other groups agree on its path.',
      },
      {
        p: '“On the second night we thought the clock was wrong. On the third we checked the clock,” said Ximena Araneda, who leads the survey. “On the fourth we stopped sleeping.”',
      },
      { h: 2, text: 'A very old piece of ice' },
      {
        p: 'The comet is thought to be about a kilometre across and to be losing gas already, long before it comes closest to the Sun in February. That is a sign of ices which melt at temperatures that hardly anything near Earth ever has.',
      },
      {
        p: 'It poses no danger: at its nearest it will pass farther away than Mars. With a small telescope it may be seen from southern countries before dawn in late January.',
      },
      {
        p: [
          'The team has put its raw measurements ',
          { link: 'https://example.org/cerro-alcance/observations', text: 'on a public server' },
          ' and asked amateurs with larger instruments to add theirs.',
        ],
      },
      { h: 2, text: 'One chance' },
      {
        p: 'Because the path is open, what is not learnt by next summer will not be learnt at all. “We are used to objects that return,” said Bartholomew Achterberg, an orbit specialist who was not part of the discovery. “You plan, you build, you wait. This one is a stranger on a night train. You may ask it a question, and then it is your stop.”',
      },
    ],
    state: 'live',
    publishedAt: '2026-09-08T15:30:00Z',
  },
  {
    key: 'mombasa-strike',
    headline: 'Mombasa dockers back at work after nine-day strike',
    kicker: 'Labour',
    standfirst: 'A night in one building ends a stoppage that was about rest days more than wages',
    slugline: 'KENYA-PORT/STRIKE',
    dateline: { place: 'MOMBASA', countryCode: 'KE', date: '2026-09-24' },
    byline: null,
    source: 'AP',
    section: 'news/world',
    tags: ['kenya', 'labour', 'shipping'],
    language: 'en',
    leadPhoto: { caption: 'mombasa-cranes' },
    body: mombasa,
    state: 'live',
    publishedAt: '2026-09-24T12:05:00Z',
    republished: [
      {
        changeType: 'correction',
        publicNote:
          'An earlier version of this article said that 34 ships were waiting at anchor. The number was 24.',
        edit: {
          body: [
            {
              p: 'Dock workers in East Africa’s busiest port went back to their cranes on Thursday after a night of talks ended a nine-day strike that had left 24 ships waiting at anchor and fresh flowers rotting in their containers.',
            },
            ...mombasa.slice(1),
          ],
        },
      },
    ],
    comments: [
      { by: 'copy_editor', text: 'AP moved a correction on the number of ships. Ours still says 34.' },
      { by: 'section_editor', text: 'Corrected with a note, not as an update: we had it wrong.' },
    ],
  },
  {
    key: 'lisbon-blackout',
    headline: 'Lights return to eastern Lisbon after seven hours in the dark',
    kicker: 'Power',
    slugline: 'PORTUGAL-BLACKOUT/',
    dateline: { place: 'LISBON', countryCode: 'PT', date: '2026-10-06' },
    byline: null,
    source: 'AFP',
    section: 'news/world',
    tags: ['energy', 'portugal'],
    language: 'en',
    body: lisbon,
    state: 'live',
    publishedAt: '2026-10-06T07:30:00Z',
    republished: [
      {
        changeType: 'update',
        publicNote: 'Updated with the grid operator’s finding on the cause.',
        edit: {
          headline: 'Lisbon blackout traced to a single worn relay',
          body: lisbon.with(1, {
            p: 'The failure began at 9.40pm on Monday in a substation near the river, where a protective relay older than most of the people who maintain it read a harmless surge as a fault and shut down all three transformers, the grid operator said.',
          }),
        },
      },
    ],
  },
  {
    key: 'skardu-return',
    headline: 'Villagers go home as glacial lake drains without a flood',
    kicker: 'Climate',
    slugline: 'PAKISTAN-GLACIER/LAKE',
    dateline: { place: 'SKARDU', countryCode: 'PK', date: '2026-10-21' },
    byline: { text: 'Our Correspondent' },
    section: 'news/world',
    tags: ['climate', 'pakistan', 'water'],
    language: 'en',
    leadPhoto: { caption: 'skardu-lake' },
    body: [
      {
        p: 'Some 400 families have returned to a valley above this mountain town after a lake that had swollen all summer behind a wall of glacier ice emptied itself through a tunnel in nine days, slowly enough to spare every house below it.',
      },
      {
        p: 'The lake held enough water in September to fill 6,000 Olympic swimming pools, by the estimate of the district’s disaster office, which moved the families to schools and to relatives’ homes. On Monday it lifted the order.',
      },
      {
        p: '“We left with the goats and the radio,” said Hajira Bano, 58, sweeping dust from a porch that she had not expected to see again. “The goats complained. The radio gave us the level of the lake, morning and evening. That is how we slept.”',
      },
      {
        p: 'The readings came from eleven cheap pressure gauges that students of a technical college had set in the moraine in June and wired to a transmitter on a school roof. When the level began to fall, engineers could see within the hour that the ice had not broken but was leaking.',
      },
      { pullquote: 'We left with the goats and the radio' },
      {
        p: '“A lake like this gives you a day if you are watching and nothing if you are not,” said Zulfiqar Shigri, who teaches at the college. “The gauges cost less than one of the tents.”',
      },
      {
        p: 'Such lakes have become more frequent as glaciers thin. The district office counts 33 that it calls unstable. Gauges hang in four of them.',
      },
    ],
    state: 'live',
    publishedAt: '2026-10-21T10:00:00Z',
  },
  {
    key: 'karachi-book-bazaar',
    headline: 'کراچی میں پرانی کتابوں کا بازار پھر آباد',
    slugline: 'karachi-book-bazaar-ur',
    dateline: { place: 'کراچی', countryCode: 'PK', date: '2026-10-27' },
    byline: { authors: ['sadia-mirza'] },
    section: 'news/world',
    tags: ['books', 'pakistan'],
    language: 'ur',
    body: [
      {
        p: 'شہر کے پرانے حصے میں پرانی کتابوں کا اتوار بازار دو برس کی بندش کے بعد دوبارہ کھل گیا ہے۔ پہلے ہی دن صبح سویرے سے خریداروں کا ہجوم رہا اور دوپہر تک کئی دکان داروں کی آدھی سے زیادہ کتابیں بک چکی تھیں۔',
      },
      {
        p: 'بازار کے سب سے پرانے کتب فروش غلام رسول نے بتایا: ”میں نے یہاں چالیس برس کتابیں بیچی ہیں۔ لوگ کہتے تھے کہ اب کوئی نہیں پڑھتا، آج آ کر دیکھ لیں۔“',
      },
      { quote: 'ایک اچھی کتاب اپنا خریدار خود ڈھونڈ لیتی ہے۔' },
      {
        p: 'منتظمین کے مطابق سڑک کی مرمت مکمل ہونے کے بعد اسّی اسٹالوں کی اجازت دی گئی ہے۔ بچوں کی کتابوں کے لیے ایک الگ گوشہ بنایا گیا ہے اور بازار ہر اتوار کو صبح آٹھ بجے سے شام پانچ بجے تک کھلا رہے گا۔',
      },
    ],
    state: 'live',
    publishedAt: '2026-10-27T09:00:00Z',
  },
  {
    key: 'typhoon-marisol',
    headline: 'Typhoon Marisol comes ashore as 200,000 wait in shelters',
    kicker: 'Philippines',
    standfirst: 'Early order to leave the coast is credited with keeping the toll low',
    slugline: 'ASIA-STORM/PHILIPPINES',
    dateline: { place: 'LEGAZPI', countryCode: 'PH', date: '2026-11-17' },
    byline: null,
    source: 'Reuters',
    section: 'news/world',
    tags: ['philippines', 'weather'],
    language: 'en',
    leadPhoto: { caption: 'legazpi-shelter' },
    related: ['skardu-return'],
    body: [
      {
        p: 'A typhoon with gusts of 190kph tore roofs from houses and pushed the sea through fishing villages in the east of the Philippines on Monday night, but most of those villages were empty: more than 200,000 people had moved inland the day before.',
      },
      {
        p: 'Officials in Albay province said on Tuesday that two people were known to have died and that five were missing. Both victims were hit by falling trees.',
      },
      {
        p: '“Ten years ago I would be reading you a longer list,” said Corazon Villaluz, who runs the province’s storm room. “We gave the order while the sky was still blue, and people went. That is the whole secret. They went.”',
      },
      {
        p: 'In a primary school in Legazpi, 340 people spent the night in 12 classrooms. Teachers had chalked family names on the doors. By morning the water in the yard stood at the second step and fell no faster than it had risen.',
      },
      {
        p: 'The storm, which forecasters had named Marisol, was weakening as it crossed the mountains and was expected over open water by Wednesday. Power was cut to 90 towns. Ferries stayed in port.',
      },
      {
        p: 'Ramil Sarmiento, a fisherman, had tied his boat to a church. “The church is still there,” he said. “So I am hopeful about the boat.”',
      },
    ],
    state: 'live_with_draft',
    publishedAt: '2026-11-17T06:15:00Z',
    draft: {
      changeNote: 'Second lead from the agency: power, missing found',
      edit: {
        headline: 'All five missing found alive after Typhoon Marisol',
        standfirst: 'Power returns to half of the towns cut off; ferries to sail on Thursday',
      },
    },
    comments: [
      {
        by: 'section_editor',
        text: 'Hold the new headline until the province confirms it to us or to the agency.',
      },
    ],
  },
];
