/**
 * The shapes of the demo newsroom's stories. They are written for the person who writes prose: keys instead of
 * ids, plain blocks instead of a ProseMirror document. The seeder turns them into calls to the services.
 */

/** One of the seeded roles; the demo has one member of staff for each. */
export type DemoRole =
  'reporter' | 'copy_editor' | 'section_editor' | 'photo_editor' | 'managing_editor' | 'legal' | 'admin';

/** Those who work on stories; the administrator administers. */
export type DemoDesk = Exclude<DemoRole, 'admin'>;

export interface DemoSection {
  /** The section's path, `news/world`; parents stand before their children. */
  key: string;
  name: string;
  parent: string | null;
}

export interface DemoAuthor {
  key: string;
  name: string;
  jobTitle: string;
  bio: string;
}

export type Inline = string | { strong: string } | { em: string } | { link: string; text: string };

export type Block =
  | { p: string | Inline[] }
  | { h: 2 | 3; text: string }
  | { quote: string }
  | { pullquote: string }
  | { list: string[] }
  /** `photo` is the key of a caption; `caption` overrides its description at this place. */
  | { photo: string; caption?: string }
  | { rule: true };

/** One change that goes out after the first publication, in the order of the list. */
export type DemoRepublication<Content> = { edit: Partial<Content> } & (
  | { changeType: 'minor' | 'update'; publicNote?: string }
  | { changeType: 'correction' | 'clarification'; publicNote: string }
);

interface Published<Content> {
  /** RFC 3339 in UTC, in the past: the seeder states it through `item.backdate`. */
  publishedAt: string;
  republished?: DemoRepublication<Content>[];
}

/** Where an item stands when the demo opens, with what it takes to get there. */
export type DemoLife<Content> =
  | { state: 'draft' | 'submitted' | 'in_edit' | 'approved' | 'spiked' }
  | { state: 'changes_requested'; requestComment: string }
  | ({ state: 'live' } & Published<Content>)
  | ({ state: 'live_with_draft'; draft: { edit: Partial<Content>; changeNote: string } } & Published<Content>)
  | ({ state: 'withdrawn' | 'killed'; reason: string; notice: string } & Published<Content>);

export type DemoState = DemoLife<unknown>['state'];

interface DemoItem {
  key: string;
  /** The desk's talk about the item. */
  comments?: { by: DemoDesk; text: string }[];
}

/** The place where a photo was taken, in the words of IPTC's LocationCreated. */
export interface DemoPlace {
  sublocation?: string;
  city?: string;
  provinceState?: string;
  countryName?: string;
  countryCode?: string;
}

export interface DemoCaptionContent {
  description: string;
  creditLine?: string;
  creator: string[];
  altText?: string;
  extendedDescription?: string;
  copyrightNotice?: string;
  place?: DemoPlace;
  /** RFC 3339 in UTC. */
  dateTaken?: string;
}

export interface DemoArticleContent {
  headline: string;
  kicker?: string;
  standfirst?: string;
  slugline: string;
  dateline?: { place: string; countryCode?: string; date?: string };
  byline: { authors: string[] } | { text: string } | null;
  source?: string;
  section: string;
  tags: string[];
  language: string;
  body: Block[];
  leadPhoto?: { caption: string; override?: string };
  /** Keys of articles that stand earlier in the newsroom's list, so that one pass can make them all. */
  related?: string[];
}

export interface DemoEditorialContent {
  headline: string;
  standfirst?: string;
  slugline: string;
  section: string;
  tags: string[];
  language: string;
  /** `YYYY-MM-DD`. */
  editionDate: string;
  editionRank: 1 | 2 | 3;
  body: Block[];
}

export type DemoCaption = DemoItem & DemoCaptionContent & DemoLife<DemoCaptionContent>;
export type DemoArticle = DemoItem & DemoArticleContent & DemoLife<DemoArticleContent>;
export type DemoEditorial = DemoItem & DemoEditorialContent & DemoLife<DemoEditorialContent>;

export interface DemoNewsroom {
  sections: DemoSection[];
  authors: DemoAuthor[];
  captions: DemoCaption[];
  articles: DemoArticle[];
  editorials: DemoEditorial[];
}
