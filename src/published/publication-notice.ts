import { type Kind, KINDS } from '../kinds.js';

/** What an item that has just been published is found by in lists. */
export interface ListsComeInto {
  /** Its section and those above it, by their ids. */
  sections: string[];
  authors: string[];
  tags: string[];
  /** Whether it has a correction or a clarification, however old. */
  isCorrected: boolean;
}

/** Something that readers can see has changed. */
export interface ReaderChange {
  /** Null for what no single item is, such as a section. */
  item: { id: string; kind: Kind } | null;
  /** Which lists show the item from now on, or show it elsewhere; null for none that did not show it before. */
  comesInto: ListsComeInto | 'any' | null;
}

/** A change, and the generation that it made. */
export interface PublicationNotice {
  generation: number;
  change: ReaderChange;
}

/** Generation, kind and id; then JSON, which is left out where any list may be another now. */
const NOTICE = /^(\d+) (\S+) (\S+)(?: (.+))?$/;

/** Reads what is told at the commit of a change; null for what is no such notice. */
export function readNotice(payload: string): PublicationNotice | null {
  const [, generation, name, id = '', lists] = NOTICE.exec(payload) ?? [];
  if (generation === undefined) return null;
  const kind = KINDS.find((one) => one === name);
  const change: ReaderChange =
    kind === undefined
      ? { item: null, comesInto: 'any' }
      : {
          item: { id, kind },
          comesInto: lists === undefined ? 'any' : (JSON.parse(lists) as ListsComeInto | null),
        };
  return { generation: Number(generation), change };
}
