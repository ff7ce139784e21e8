import { KINDS } from '../../src/kinds.js';
import type { Answer, TestApp } from '../harness/app.js';
import type { Description, Operation } from '../harness/described.js';
import type { Canaries } from './canaries.js';

/** What a stranger may have heard of, and tries everywhere that it might fit. */
export interface Hearsay {
  ids: string[];
  /** What follows `/delivery/v1/photos/` in the addresses of pictures. */
  pictures: string[];
  slugs: string[];
  sections: string[];
  authors: string[];
  tags: string[];
  /** Words that may stand in a text, spelled as they are remembered. */
  words: string[];
}

/** What the values of a path can be, by its template. A public route that is missing here stops the crawl. */
const PATHS: Readonly<Record<string, (heard: Hearsay) => string[]>> = {
  '/delivery/v1/articles/{slug}': ({ slugs, ids }) => [...slugs, ...ids],
  '/delivery/v1/editorials/{slug}': ({ slugs, ids }) => [...slugs, ...ids],
  '/delivery/v1/photo-captions/{id}': ({ ids }) => ids,
  '/delivery/v1/photos/{id}/{rendition}': ({ pictures }) => pictures,
  '/delivery/v1/authors/{slug}': ({ authors }) => authors,
  '/delivery/v1/sections/{path}': ({ sections }) => sections,
  '/delivery/v1/sitemaps/{page}': () => ['1.xml', '2.xml'],
  '/previews/{token}': ({ ids }) => ['nonsense', ...ids.slice(0, 3)],
};

/** A search that finds every canary there is. */
const WHATEVER = Array.from({ length: 26 }, (_, n) => `zq${String.fromCodePoint(97 + n)}*`).join(' OR ');

/** What the values of a query parameter can be, by its name. One that is missing here stops the crawl. */
const PARAMETERS: Readonly<Record<string, (heard: Hearsay) => string[]>> = {
  section: ({ sections }) => sections,
  author: ({ authors }) => authors,
  tag: ({ tags }) => tags,
  q: ({ words }) => [WHATEVER, ...words],
  kind: () => [...KINDS],
  from: () => [],
  to: () => [],
  // Every list is paged through, two by two.
  limit: () => [],
  cursor: () => [],
};

/** A query parameter, and what is asked for by it. */
type Choice = [name: string, value: string];

/** Who has no token: asks for all that is public, remembers every ETag, and asks again with it. */
export class Stranger {
  /** By URL, the entity tags that it had at any time. */
  private readonly remembered = new Map<string, Set<string>>();

  constructor(
    private readonly app: TestApp,
    private readonly description: Description,
    private readonly canaries: Canaries,
    private readonly heard: Hearsay,
  ) {}

  /** Visits every public route in every way. What was seen, sorted, each once; faults are thrown. */
  async crawl(): Promise<string[]> {
    const seen = new Set<string>();
    const look = (answer: Answer<unknown>): void => {
      for (const what of this.canaries.in(JSON.stringify(answer.headers) + answer.text)) seen.add(what);
    };
    for (const url of [...this.urls(), '/docs', '/openapi.json', '/delivery/v1/nonsense']) {
      for (let next: string | null = url; next !== null;) next = await this.visit(next, look);
    }
    return [...seen].sort();
  }

  /** Knocks at every route of the editorial API, with every id where one is asked for. */
  async knock(): Promise<string[]> {
    const seen: string[] = [];
    for (const { method, path, operation } of this.description.operations()) {
      if (isPublic(operation)) continue;
      const isAboutOne = method === 'get' && path.includes('{id}');
      for (const id of isAboutOne ? this.heard.ids : this.heard.ids.slice(0, 1)) {
        const url = path.replaceAll(/\{\w+\}/g, id);
        const answer = await this.app.request(methodOf(method), url, method === 'get' ? {} : { body: {} });
        if (answer.status !== 401) throw new Error(`${method} ${url}: ${answer.status}`);
        seen.push(...this.canaries.in(JSON.stringify(answer.headers) + answer.text));
      }
    }
    return seen;
  }

  /** Asks for the URL, again as who has had it before, and for its head. The next page, if there is one. */
  private async visit(url: string, look: (answer: Answer<unknown>) => void): Promise<string | null> {
    const answer = await this.app.request<{ nextCursor?: string | null }>('GET', url);
    look(answer);
    const tags = this.remembered.get(url) ?? new Set();
    const tag = answer.headers['etag'];
    if (tags.size > 0) {
      const again = await this.app.request('GET', url, {
        headers: { 'if-none-match': [...tags].join(', ') },
      });
      const head = await this.app.request('HEAD', url);
      look(again);
      look(head);
      const expected = [tag !== undefined && tags.has(tag) ? 304 : answer.status, answer.status];
      if (again.status !== expected[0] || head.status !== expected[1]) {
        throw new Error(`${url}: ${again.status} and ${head.status}, not ${expected.join(' and ')}`);
      }
    }
    if (answer.status >= 500) throw new Error(`${url}: ${answer.text}`);
    if (answer.status !== 200) return null;
    if (tag !== undefined) this.remembered.set(url, tags.add(tag));
    const { nextCursor } = answer.body;
    return nextCursor ? withParameter(url, 'cursor', nextCursor) : null;
  }

  private urls(): string[] {
    return this.description
      .operations()
      .filter(({ method, operation }) => method === 'get' && isPublic(operation))
      .flatMap(({ path, operation }) => {
        const places = path.includes('{') ? this.places(path) : [path];
        return places.flatMap((place) => [place, ...this.queries(path, operation, place)]);
      });
  }

  private places(path: string): string[] {
    const values = PATHS[path];
    if (!values) throw new Error(`Say in PATHS how a stranger visits ${path}.`);
    return values(this.heard).map((value) => path.replace(/\{.+\}/, value));
  }

  /** The URL with no parameter, with each value of each, and with each two of them. */
  private queries(path: string, { parameters = [] }: Operation, place: string): string[] {
    const asked = parameters.filter((parameter) => parameter.in === 'query');
    const choices = asked.flatMap(({ name, schema }): Choice[] => {
      const values = PARAMETERS[name]?.(this.heard) ?? schema?.enum?.map(String);
      if (!values) throw new Error(`Say in PARAMETERS what a stranger asks ${path} for by ${name}.`);
      return values.map((value) => [name, value]);
    });
    const base = asked.some(({ name }) => name === 'limit') ? withParameter(place, 'limit', '2') : place;
    return [
      base,
      ...choices.map((choice) => withParameter(base, ...choice)),
      ...pairs(choices).map((pair) => pair.reduce((url, choice) => withParameter(url, ...choice), base)),
    ];
  }
}

/** Every two parameters together, so that each value of either is tried with some value of the other. */
function pairs(choices: readonly Choice[]): Choice[][] {
  const byName = [...Map.groupBy(choices, ([name]) => name).values()];
  return byName.flatMap((ones, place) =>
    byName
      .slice(place + 1)
      .flatMap((others) =>
        Array.from({ length: Math.max(ones.length, others.length) }, (_, n) =>
          [ones, others].flatMap((values) => values.slice(n % values.length, (n % values.length) + 1)),
        ),
      ),
  );
}

function isPublic({ security }: Operation): boolean {
  return security.length === 0;
}

function withParameter(url: string, name: string, value: string): string {
  const [path = '', query] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set(name, value);
  return `${path}?${parameters.toString()}`;
}

function methodOf(method: string): Parameters<TestApp['request']>[0] {
  return method.toUpperCase() as Parameters<TestApp['request']>[0];
}
