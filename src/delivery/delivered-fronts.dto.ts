import { DeliveredArticleCard } from './delivered-article.dto.js';
import { DeliveredEditorialCard } from './delivered-editorial.dto.js';
import { DeliveredSection, DeliveredSectionRef } from './delivered-parts.dto.js';

/** A section in the tree. */
export class DeliveredSectionNode extends DeliveredSectionRef {
  slug: string;
  children: DeliveredSectionNode[];
}

/** The whole tree of sections. */
export class DeliveredSectionTree {
  items: DeliveredSectionNode[];
}

/** A section’s front; what lies below it is included. */
export class DeliveredFront {
  section: DeliveredSection;
  /** The newest, at most 20. */
  articles: DeliveredArticleCard[];
  /** The newest, at most 6. */
  editorials: DeliveredEditorialCard[];
}

/** Somewhere on the web. */
export class DeliveredLink {
  label: string;
  url: string;
}

/** An author as readers meet them. */
export class DeliveredAuthor {
  slug: string;
  name: string;
  jobTitle: string | null;
  bio: string | null;
  links: DeliveredLink[];
}

/** A page of authors, by name. */
export class DeliveredAuthorPage {
  items: DeliveredAuthor[];
  nextCursor: string | null;
}

/** An author’s profile. */
export class DeliveredProfile extends DeliveredAuthor {
  /** The newest, at most 20. */
  articles: DeliveredArticleCard[];
}
