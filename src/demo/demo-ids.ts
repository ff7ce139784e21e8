/** The ids that the records and items of the demo got, by the keys under which its stories name them. */
export interface DemoIds {
  sections: Map<string, string>;
  authors: Map<string, string>;
  captions: Map<string, string>;
  articles: Map<string, string>;
}

/** Nothing made yet. */
export function noIds(): DemoIds {
  return { sections: new Map(), authors: new Map(), captions: new Map(), articles: new Map() };
}

/** The id behind a key. Throws where a story names what was not made before it. */
export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The demo names ${key} before it is made.`);
  return id;
}
