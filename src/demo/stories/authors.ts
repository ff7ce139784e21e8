import type { DemoAuthor } from './story.js';

export const authors: DemoAuthor[] = [
  {
    key: 'nuria-ozturk',
    name: 'Núria Öztürk',
    jobTitle: 'Chief Reporter',
    bio: 'Núria Öztürk has covered Port Merrow’s council, courts and quays since 2011. She was raised above a chandlery on Rope Walk and still reads the tide tables before the agenda.',
  },
  {
    key: 'tomas-ibanez',
    name: 'Tomás Ibáñez Peña',
    jobTitle: 'Columnist',
    bio: 'Tomás Ibáñez Peña writes on Thursdays about streets, stairs and the people who use them. He trained as a land surveyor and came to journalism by way of a letter to the editor.',
  },
  {
    key: 'selin-aydogan',
    name: 'Selin Aydoğan',
    jobTitle: 'Business Editor',
    bio: 'Selin Aydoğan reports on shipping, shipyards and the firms that live from both. Before she joined the Courier she spent six years at a marine insurer, reading other people’s bad news.',
  },
  {
    key: 'marguerite-okafor',
    name: 'Marguerite Okafor',
    jobTitle: 'Culture Critic',
    bio: 'Marguerite Okafor reviews opera, theatre and books. She edits the Courier’s Saturday pages and sings second alto, by her own account adequately.',
  },
  {
    key: 'callum-strand',
    name: 'Callum Strand',
    jobTitle: 'Sports Writer',
    bio: 'Callum Strand follows Merrow Athletic home and away, and rowing whenever the editor lets him. He has missed two home matches in nineteen seasons, one of them for his own wedding.',
  },
  {
    key: 'sadia-mirza',
    name: 'Sadia Mirza',
    jobTitle: 'South Asia Correspondent',
    bio: 'Sadia Mirza reports from Karachi in English and Urdu, mostly about cities, water and books. Her first paper was a wall newspaper that she and her sister hung in their stairwell.',
  },
];
