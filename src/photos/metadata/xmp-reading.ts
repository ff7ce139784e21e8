import { SaxesParser } from 'saxes';
import { MAX_TEXT, nodeOf, RDF, type XmpNode, type XmpTag } from './xmp-node.js';

/** Something that was wrong with a packet. */
export interface XmpFault {
  code: string;
  message: string;
}

/** XMP's own structures are hardly ten deep; a parser of namespaces slows down with each level. */
const MAX_DEPTH = 50;
const MAX_NODES = 20_000;
/** Of one element: they are all kept until it ends. */
const MAX_ATTRIBUTES = 1_000;
const MAX_ERRORS = 100;

/** One pass through a packet. Only wanted properties, children of a description in rdf:RDF, become nodes. */
export class XmpReading {
  private readonly parser = new SaxesParser({ xmlns: true });
  private readonly properties = new Map<string, XmpNode>();
  private readonly open: string[] = [];
  private readonly path: XmpNode[] = [];
  private nodes = 0;
  private attributes = 0;
  private errors = 0;
  private firstError: string | null = null;
  private stopped: Stop | null = null;

  constructor(private readonly wanted: ReadonlySet<string>) {
    this.parser.on('doctype', () => {
      this.properties.clear();
      throw new Stop('doctype', 'has a document type, which XMP never has: it is not read');
    });
    this.parser.on('error', ({ message }) => {
      this.firstError ??= message.slice(0, 200);
      this.errors += 1;
      if (this.errors > MAX_ERRORS) throw new Stop('too_many_errors', 'is not read beyond so many errors');
    });
    this.parser.on('attribute', () => {
      this.attributes += 1;
      if (this.attributes > MAX_ATTRIBUTES) throw tooMany;
    });
    this.parser.on('opentag', (tag) => this.enter(tag));
    this.parser.on('text', (text) => this.append(text));
    this.parser.on('cdata', (text) => this.append(text));
    this.parser.on('closetag', () => this.leave());
  }

  /** Reads on; false where there is nothing more to read. */
  go(text: string): boolean {
    try {
      this.parser.write(text);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      this.stopped = error;
    }
    return this.stopped === null;
  }

  end(): { properties: Map<string, XmpNode>; firstError: string | null; stopped: XmpFault | null } {
    const { properties, stopped } = this;
    if (stopped === null && this.open.length > 0) this.firstError ??= 'it ends before its elements do.';
    return {
      properties,
      firstError: this.firstError,
      stopped: stopped && { code: stopped.code, message: stopped.message },
    };
  }

  private enter(tag: XmpTag): void {
    const name = `{${tag.uri}}${tag.local}`;
    this.attributes = 0;
    const parents = this.open.slice(-2);
    this.open.push(name);
    if (this.open.length > MAX_DEPTH) throw new Stop('too_deep', `is read only to a depth of ${MAX_DEPTH}`);
    const parent = this.path.at(-1);
    if (parent !== undefined) {
      const node = this.node(tag);
      parent.children.push(node);
      this.path.push(node);
    } else if (parents[0] === `${RDF}RDF` && parents[1] === `${RDF}Description`) {
      if (this.isNew(name)) this.path.push(this.node(tag));
    } else if (parents.at(-1) === `${RDF}RDF` && name === `${RDF}Description`) {
      for (const property of this.node(tag).children) {
        if (this.isNew(property.name)) this.properties.set(property.name, property);
      }
    }
  }

  private leave(): void {
    this.open.pop();
    const node = this.path.pop();
    if (node !== undefined && this.path.length === 0) this.properties.set(node.name, node);
  }

  private append(text: string): void {
    const node = this.path.at(-1);
    if (node !== undefined) node.text += text.slice(0, Math.max(0, MAX_TEXT - node.text.length));
  }

  private isNew(name: string): boolean {
    return this.wanted.has(name) && !this.properties.has(name);
  }

  private node(tag: XmpTag): XmpNode {
    this.nodes += 1 + Object.keys(tag.attributes).length;
    if (this.nodes > MAX_NODES) throw tooMany;
    return nodeOf(tag);
  }
}

/** Ends a pass through a packet from within the parser. */
class Stop extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const tooMany = new Stop('too_many', 'has more elements or attributes than are read');
