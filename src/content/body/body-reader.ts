import type { MarkType, NodeType } from 'prosemirror-model';
import type { Fault } from '../../errors.js';
import { memberPointer } from '../../http/json-pointer.js';
import { FORBIDDEN_CHARACTERS, isWellFormedText } from '../../text/text-rules.js';
import { wrongType } from './attribute-rules.js';
import { type AttributeRules, bodySchema, markAttributes, nodeAttributes } from './schema.js';

const MAX_FAULTS = 50;

/** A node as it was read: like the types of body-json.ts, before it is known to be one of them. */
interface ReadNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: ReadNode[];
  marks?: ReadMark[];
}

interface ReadMark {
  type: string;
  attrs?: Record<string, unknown>;
}

type Members = Record<string, unknown>;

// Maps and not objects: `constructor` is no node type.
const nodeTypes: ReadonlyMap<unknown, NodeType> = new Map(Object.entries(bodySchema.nodes));
const markTypes: ReadonlyMap<unknown, MarkType> = new Map(Object.entries(bodySchema.marks));
const NODE_MEMBERS = new Set(['type', 'attrs', 'content', 'marks']);
const TEXT_MEMBERS = new Set(['type', 'text', 'marks']);
const MARK_MEMBERS = new Set(['type', 'attrs']);
const markOrder = [...markTypes.keys()];

/** Reads one body and collects its faults. It recurses, so the depth has to be capped before. */
export class BodyReader {
  private readonly faults: Fault[] = [];

  /** The canonical document, or null where it is none at all; with the faults that were found. */
  read(value: unknown): { node: ReadNode | null; faults: Fault[] } {
    const node = this.node(value, '');
    if (node && node.type !== 'doc') this.fault('/type', 'wrong_type', 'has to be doc');
    return { node, faults: this.faults };
  }

  private node(value: unknown, pointer: string): ReadNode | null {
    const members = this.object(value, pointer);
    if (!members) return null;
    const type = nodeTypes.get(members.type);
    if (!type) return this.unknownType(members, pointer, 'node');
    if (type.isText) return this.text(members, pointer);
    this.refuseUnknown(members, NODE_MEMBERS, pointer);
    const node: ReadNode = { type: type.name };
    const attrs = this.attributes(nodeAttributes(type.name), members.attrs, `${pointer}/attrs`);
    if (attrs) node.attrs = attrs;
    const content = this.content(type, members.content, pointer);
    if (content.length > 0 || type.name === 'doc') node.content = content;
    const marks = this.marks(members.marks, `${pointer}/marks`);
    if (marks.length > 0) {
      if (type.isInline) node.marks = marks;
      else this.fault(`${pointer}/marks`, 'not_allowed_here', 'belong to texts and line breaks only');
    }
    return node;
  }

  private text(members: Members, pointer: string): ReadNode | null {
    this.refuseUnknown(members, TEXT_MEMBERS, pointer);
    const marks = this.marks(members.marks, `${pointer}/marks`);
    const at = `${pointer}/text`;
    const { text } = members;
    if (text === undefined) return this.fault(at, 'required', 'is missing');
    if (typeof text !== 'string') return this.faultOf(at, wrongType('a string'));
    if (text === '') return this.fault(at, 'empty_text', 'has to have at least one character');
    if (!isWellFormedText(text)) return this.faultOf(at, FORBIDDEN_CHARACTERS);
    return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
  }

  private content(type: NodeType, value: unknown, pointer: string): ReadNode[] {
    if (value !== undefined && !Array.isArray(value)) {
      this.faultOf(`${pointer}/content`, wrongType('an array'));
      return [];
    }
    const given: readonly unknown[] = value ?? [];
    const before = this.faults.length;
    const nodes: ReadNode[] = [];
    let match = type.contentMatch;
    for (let index = 0; index < given.length && !this.isFull(); index += 1) {
      const at = `${pointer}/content/${index}`;
      const child = this.node(given[index], at);
      if (!child) continue;
      const childType = nodeTypes.get(child.type);
      const next = childType && match.matchType(childType);
      if (next) match = next;
      else this.fault(at, 'not_allowed_here', `is a ${child.type}, but ${contentOf(type)}`);
      append(nodes, child);
    }
    if (!match.validEnd && this.faults.length === before) {
      this.fault(pointer, 'incomplete', `is not complete: ${contentOf(type)}`);
    }
    return nodes;
  }

  private marks(value: unknown, pointer: string): ReadMark[] {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.faultOf(pointer, wrongType('an array'));
      return [];
    }
    const given: readonly unknown[] = value;
    const marks = new Map<string, ReadMark>();
    for (let index = 0; index < given.length && !this.isFull(); index += 1) {
      const at = `${pointer}/${index}`;
      const mark = this.mark(given[index], at);
      if (mark && marks.has(mark.type)) this.fault(at, 'duplicate', `is a second ${mark.type}`);
      else if (mark) marks.set(mark.type, mark);
    }
    return [...marks.values()].sort((a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type));
  }

  private mark(value: unknown, pointer: string): ReadMark | null {
    const members = this.object(value, pointer);
    if (!members) return null;
    const type = markTypes.get(members.type);
    if (!type) return this.unknownType(members, pointer, 'mark');
    this.refuseUnknown(members, MARK_MEMBERS, pointer);
    const attrs = this.attributes(markAttributes(type.name), members.attrs, `${pointer}/attrs`);
    return attrs ? { type: type.name, attrs } : { type: type.name };
  }

  /** All attributes that the rules name, with their defaults; null where they name none. */
  private attributes(rules: AttributeRules, value: unknown, pointer: string): Members | null {
    const given = value === undefined ? {} : this.object(value, pointer);
    if (!given) return null;
    this.refuseUnknown(given, rules, pointer);
    const attrs: Members = {};
    for (const [name, rule] of rules) {
      const at = `${pointer}/${name}`;
      if (Object.hasOwn(given, name)) {
        const reading = rule.read(given[name]);
        if ('code' in reading) this.faultOf(at, reading);
        else attrs[name] = reading.value;
      } else if ('default' in rule) attrs[name] = rule.default;
      else this.fault(at, 'required', 'is missing');
    }
    return rules.size > 0 ? attrs : null;
  }

  private object(value: unknown, pointer: string): Members | null {
    if (isMembers(value)) return value;
    return this.faultOf(pointer, wrongType('an object'));
  }

  private refuseUnknown(members: Members, known: { has(name: string): boolean }, pointer: string): void {
    for (const name of Object.keys(members)) {
      if (this.isFull()) return;
      if (known.has(name)) continue;
      this.fault(memberPointer(pointer, name), 'unknown_member', 'is not a member that can be written here');
    }
  }

  private unknownType(members: Members, pointer: string, what: 'node' | 'mark'): null {
    const at = `${pointer}/type`;
    if (members.type === undefined) return this.fault(at, 'required', 'is missing');
    return this.fault(at, `unknown_${what}`, `is not the type of a ${what} that a body can have`);
  }

  private faultOf(pointer: string, { code, message }: Omit<Fault, 'pointer'>): null {
    return this.fault(pointer, code, message);
  }

  private fault(pointer: string, code: string, message: string): null {
    if (!this.isFull()) this.faults.push({ pointer, code, message });
    return null;
  }

  private isFull(): boolean {
    return this.faults.length >= MAX_FAULTS;
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function contentOf(type: NodeType): string {
  return `a ${type.name} holds ${type.spec.content ?? 'nothing'}`;
}

/** Neighbouring texts with the same marks are one text, as in ProseMirror. */
function append(nodes: ReadNode[], node: ReadNode): void {
  const last = nodes.at(-1);
  if (last?.text !== undefined && node.text !== undefined && haveSameMarks(last, node))
    last.text += node.text;
  else nodes.push(node);
}

function haveSameMarks({ marks: a = [] }: ReadNode, { marks: b = [] }: ReadNode): boolean {
  return (
    a.length === b.length &&
    a.every((mark, i) => mark.type === b[i]?.type && mark.attrs?.href === b[i].attrs?.href)
  );
}
