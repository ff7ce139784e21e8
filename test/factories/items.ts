import type { Kind } from '../../src/kinds.js';
import type { Answer, TestApp } from '../harness/app.js';
import { PLAIN_PHOTO, plainPhoto } from './plain-photo.js';
import { uniqueName } from './records.js';
import type { SignedIn } from './staff.js';

interface Named {
  id: string;
  name: string;
}

/** A schedule as the editorial API answers with it. */
export interface ScheduleBody {
  id: string;
  action: string;
  revision: number;
  at: string;
  timeZone?: string;
  state: string;
  reason?: string;
  ranAt?: string;
}

/** An item as the editorial API answers with it. */
export interface ItemBody {
  id: string;
  kind: Kind;
  version: number;
  slug: string | null;
  section: { id: string; path: string; name: string } | null;
  visibility: string;
  draft: {
    revision: number;
    stage: string;
    savedBy: Named;
    savedAt: string;
    assignee: Named | null;
    changeNote: string | null;
  } | null;
  live: {
    revision: number;
    slug: string | null;
    section: { id: string; path: string; name: string } | null;
    changeType: string;
    publishedBy: Named;
    publishedAt: string;
  } | null;
  firstPublishedAt: string | null;
  updatedAt: string | null;
  embargo: { until: string | null; reason: string; setBy: Named; setAt: string } | null;
  holds: HoldBody[];
  schedules: ScheduleBody[];
  warnings: { pointer: string; code: string; message: string }[];
  content: Record<string, unknown>;
  rendered?: Record<string, unknown>;
  createdBy: Named;
  createdAt: string;
  modifiedAt: string;
}

export interface Problem {
  code: string;
  current?: string;
  permission?: string;
  notice?: string | null;
  errors?: { pointer: string; code: string; message: string }[];
  problems?: { pointer: string; code: string; message: string }[];
}

export type ItemAnswer = Answer<ItemBody & Problem>;

const ROUTES: Readonly<Record<Kind, string>> = {
  article: 'articles',
  editorial: 'editorials',
  photo_caption: 'photo-captions',
};

/** A body of paragraphs. */
export function paragraphs(...texts: string[]): object {
  return {
    type: 'doc',
    content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}

/** An article that is ready, whatever else the test says of it. */
export function readyArticle(sectionId: string, content: object = {}): object {
  return {
    headline: uniqueName('River talks'),
    sectionId,
    source: 'Reuters',
    body: paragraphs('The talks resumed.'),
    ...content,
  };
}

/** An editorial that is ready. */
export function readyEditorial(sectionId: string, content: object = {}): object {
  return {
    headline: uniqueName('The bridge'),
    sectionId,
    body: paragraphs('The bridge stands.'),
    editionDate: '2024-05-05',
    editionRank: 1,
    ...content,
  };
}

/** A photo caption that is ready; `Desk` makes its photo. */
export function readyCaption(content: object = {}): object {
  return {
    photoId: PLAIN_PHOTO,
    description: uniqueName('Ferries at dawn'),
    creditLine: 'Reuters',
    altText: 'Two ferries below a bridge',
    ...content,
  };
}

/** A hold as answers show it. */
export interface HoldBody {
  id: string;
  type: string;
  reason: string;
  setBy: Named;
  setAt: string;
}

/** The newsroom's verbs over HTTP. `done` and its like expect success; the others give the answer as it is. */
export class Desk {
  constructor(private readonly app: Pick<TestApp, 'database' | 'request'>) {}

  /** The item's ETag now, whoever may see it. */
  async etag(id: string): Promise<string> {
    const [row] = await this.app.database.query<{ version: number }>(
      'select version from item where id = $1',
      [id],
    );
    return `"${row?.version ?? 0}"`;
  }

  async create(
    by: SignedIn,
    kind: Kind,
    content: object,
    headers: Record<string, string> = {},
  ): Promise<ItemAnswer> {
    if ('photoId' in content && content.photoId === PLAIN_PHOTO) await plainPhoto(this.app.database, by.id);
    return this.app.request('POST', `/api/v1/${ROUTES[kind]}`, {
      token: by.token,
      body: { content },
      headers,
    });
  }

  async made(by: SignedIn, kind: Kind, content: object): Promise<ItemBody> {
    return succeeded(await this.create(by, kind, content), 201);
  }

  /** Saves with the ETag given, or with the present one. */
  async save(
    by: SignedIn,
    item: { id: string; kind: Kind },
    content: object,
    ifMatch?: string,
  ): Promise<ItemAnswer> {
    return this.app.request('PATCH', `/api/v1/${ROUTES[item.kind]}/${item.id}`, {
      token: by.token,
      body: { content },
      ifMatch: ifMatch ?? (await this.etag(item.id)),
    });
  }

  async saved(by: SignedIn, item: { id: string; kind: Kind }, content: object): Promise<ItemBody> {
    return succeeded(await this.save(by, item, content), 200);
  }

  /** Takes an action with the ETag given, or with the present one. */
  async act(
    by: SignedIn,
    id: string,
    action: string,
    body: object = {},
    ifMatch?: string,
  ): Promise<ItemAnswer> {
    return this.app.request('POST', `/api/v1/items/${id}/${action}`, {
      token: by.token,
      body,
      ifMatch: ifMatch ?? (await this.etag(id)),
    });
  }

  async done(by: SignedIn, id: string, action: string, body: object = {}): Promise<ItemBody> {
    return succeeded(await this.act(by, id, action, body), action === 'duplicate' ? 201 : 200);
  }

  /** Puts the item under an embargo: null is without an end. */
  async embargo(
    by: SignedIn,
    id: string,
    until: string | null,
    reason = 'Not before the lecture.',
    ifMatch?: string,
  ): Promise<Answer<NonNullable<ItemBody['embargo']> & Problem>> {
    return this.app.request('PUT', `/api/v1/items/${id}/embargo`, {
      token: by.token,
      body: { until, reason },
      ifMatch: ifMatch ?? (await this.etag(id)),
    });
  }

  async lift(by: SignedIn, id: string, ifMatch?: string): Promise<ItemAnswer> {
    return this.app.request('DELETE', `/api/v1/items/${id}/embargo`, {
      token: by.token,
      ifMatch: ifMatch ?? (await this.etag(id)),
    });
  }

  async hold(
    by: SignedIn,
    id: string,
    type: string,
    reason = 'A second source is missing.',
    ifMatch?: string,
  ): Promise<Answer<HoldBody & Problem>> {
    return this.app.request('POST', `/api/v1/items/${id}/holds`, {
      token: by.token,
      body: { type, reason },
      ifMatch: ifMatch ?? (await this.etag(id)),
    });
  }

  async release(by: SignedIn, id: string, holdId: string, ifMatch?: string): Promise<ItemAnswer> {
    return this.app.request('DELETE', `/api/v1/items/${id}/holds/${holdId}`, {
      token: by.token,
      ifMatch: ifMatch ?? (await this.etag(id)),
    });
  }

  async schedule(
    by: SignedIn,
    id: string,
    body: object,
    ifMatch?: string,
  ): Promise<Answer<ScheduleBody & Problem>> {
    return this.app.request('POST', `/api/v1/items/${id}/schedules`, {
      token: by.token,
      body,
      ifMatch: ifMatch ?? (await this.etag(id)),
    });
  }

  async unschedule(by: SignedIn, id: string, scheduleId: string, ifMatch?: string): Promise<ItemAnswer> {
    return this.app.request('DELETE', `/api/v1/items/${id}/schedules/${scheduleId}`, {
      token: by.token,
      ifMatch: ifMatch ?? (await this.etag(id)),
    });
  }

  async remove(by: SignedIn, item: { id: string; kind: Kind }, ifMatch?: string): Promise<ItemAnswer> {
    return this.app.request('DELETE', `/api/v1/${ROUTES[item.kind]}/${item.id}`, {
      token: by.token,
      ifMatch: ifMatch ?? (await this.etag(item.id)),
    });
  }

  async read(by: SignedIn, id: string): Promise<ItemAnswer> {
    return this.get(by, `items/${id}`);
  }

  async get<Body = ItemBody & Problem>(by: SignedIn, path: string): Promise<Answer<Body>> {
    return this.app.request<Body>('GET', `/api/v1/${path}`, { token: by.token });
  }

  /** Made and published by one who may do both. */
  async live(by: SignedIn, kind: Kind, content: object, publication: object = {}): Promise<ItemBody> {
    const { id } = await this.made(by, kind, content);
    return this.done(by, id, 'publish', publication);
  }

  /** Saved and published again. */
  async republished(
    by: SignedIn,
    item: { id: string; kind: Kind },
    content: object,
    publication: object = {},
  ): Promise<ItemBody> {
    await this.saved(by, item, content);
    return this.done(by, item.id, 'publish', publication);
  }
}

function succeeded(answer: ItemAnswer, status: number): ItemBody {
  if (answer.status !== status) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.body;
}
