import { SaxesParser } from 'saxes';

/** An element as a strict parser reads it; names with their prefixes, each of which is bound. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Reads the whole document. Throws for what is not well-formed XML 1.0 with namespaces. */
export function parseXml(document: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    const element = { name, attributes: Object.fromEntries(values), children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => {
    const inner = open.at(-1);
    if (inner) inner.text += text;
  });
  parser.write(document).close();
  const [element] = root.children;
  if (element === undefined) throw new Error('The document is empty.');
  return element;
}

/** The elements of that name in it, directly. */
export function all({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name);
}

/** The one element along the path of names; throws where there is none. */
export function one(element: XmlElement, ...path: readonly string[]): XmlElement {
  return path.reduce((at, name) => {
    const [found] = all(at, name);
    if (found === undefined) throw new Error(`There is no <${name}> in <${at.name}>.`);
    return found;
  }, element);
}

/** The texts of the elements of that name. */
export function texts(element: XmlElement, name: string): string[] {
  return all(element, name).map(({ text }) => text);
}
