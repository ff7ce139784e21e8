/** An element of XMP, or an attribute that stands for one. Names are `{namespace}local`. */
export interface XmpNode {
  name: string;
  /** Its `xml:lang`, in lower case. */
  language: string | null;
  text: string;
  children: XmpNode[];
}

/** A tag as a parser that knows namespaces gives it. */
export interface XmpTag {
  uri: string;
  local: string;
  attributes: Record<string, { uri: string; local: string; value: string }>;
}

const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const RDF_NAMESPACE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const RDF = `{${RDF_NAMESPACE}}`;

/** Far more than any member can have; what is longer is cut. */
export const MAX_TEXT = 65_536;

/** The node of a tag. Attributes are another way to write children (XMP Specification Part 1, 7.9.2). */
export function nodeOf({ uri, local, attributes }: XmpTag): XmpNode {
  const all = Object.values(attributes);
  const value = (uri: string, local: string): string | undefined =>
    all.find((attribute) => attribute.uri === uri && attribute.local === local)?.value;
  const children = all
    .filter(({ uri }) => ![XML, XMLNS, RDF_NAMESPACE, ''].includes(uri))
    .map(({ uri, local, value }) => ({
      name: `{${uri}}${local}`,
      language: null,
      text: value.slice(0, MAX_TEXT),
      children: [],
    }));
  return {
    name: `{${uri}}${local}`,
    language: value(XML, 'lang')?.toLowerCase() ?? null,
    text: value(RDF_NAMESPACE, 'resource')?.slice(0, MAX_TEXT) ?? '',
    children,
  };
}
