import type { BlockJson } from '../body-json.js';
import { elementRule, type ReadRule } from './element-rules.js';
import { Flow, type Textblock } from './flow.js';
import type { HtmlLosses } from './html-losses.js';
import type { HtmlNode } from './html-node.js';
import { TooMuchHtml } from './html-tree.js';
import { declarations, styledMarks } from './inline-style.js';
import { listItem, listItems } from './list-reader.js';
import { type Marks, withMark } from './marks.js';
import { blockIdOf, embedOf, hrefOf, photoOf } from './our-html.js';
import { pullquoteParts } from './pullquote-parts.js';
import { skipped } from './skipped-html.js';
import { wordListMark } from './word.js';

type Style = ReadonlyMap<string, string>;

// Mending mis-nested formatting can make the tree deeper than its source ever was.
const MAX_DEPTH = 1_000;

/** Reads a tree of HTML into the blocks of a body, and notes what these cannot say. */
export class HtmlReader {
  private depth = 0;
  private isPreformatted = false;
  private isInPullquote = false;

  constructor(private readonly losses: HtmlLosses) {}

  /** The blocks as they were met: white space and blank blocks are for tidiedBlocks to see to. */
  read(fragment: HtmlNode): BlockJson[] {
    const flow = new Flow(true);
    this.children(fragment, [], flow);
    return flow.finished();
  }

  private children(parent: HtmlNode, marks: Marks, flow: Flow): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw new TooMuchHtml('too_deep', `is nested deeper than ${MAX_DEPTH} elements`);
    }
    for (const child of parent.children()) this.node(child, marks, flow);
    this.depth -= 1;
  }

  private node(node: HtmlNode, marks: Marks, flow: Flow): void {
    if (node.name !== '#text') this.element(node, marks, flow);
    else if (!this.isPreformatted) flow.text(node.text, marks);
    else {
      for (const [index, line] of node.text.split('\n').entries()) {
        if (index > 0) flow.lineBreak(marks);
        flow.text(line, marks);
      }
    }
  }

  private element(element: HtmlNode, marks: Marks, flow: Flow): void {
    const rule = elementRule(element.name);
    const style = declarations(element.attribute('style'));
    const skip = skipped(element, rule, style);
    const loss = skip ? skip.loss : rule.loss;
    if (loss) this.losses.add(loss);
    if (skip) flow.text(skip.instead ?? '', marks);
    else if (rule.as !== 'drop') this.kept(element, rule, style, marks, flow);
  }

  private kept(element: HtmlNode, rule: ReadRule, style: Style, outer: Marks, flow: Flow): void {
    const marks = styledMarks(rule.as === 'mark' ? withMark(outer, { type: rule.mark }) : outer, style);
    const inside = (): void => this.children(element, marks, flow);
    const attrs = { id: blockIdOf(element) };
    switch (rule.as) {
      case 'inline':
      case 'mark':
        return inside();
      case 'block':
        return flow.apart(inside);
      case 'paragraph':
        return this.paragraph(element, style, marks, flow);
      case 'heading':
        // That a heading is bold goes without saying.
        return flow.within({ type: 'heading', level: rule.level, ...attrs }, () =>
          this.children(element, outer, flow),
        );
      case 'preformatted':
        return this.preformatted({ type: 'paragraph', ...attrs }, flow, inside);
      case 'quote':
        return flow.push({ type: 'blockquote', attrs, content: this.blocks(element, marks) });
      case 'aside':
        return this.aside(element, marks, flow, inside);
      case 'list': {
        const content = listItems(element, (child) => this.childOfList(child, marks));
        return flow.push({ type: rule.type, attrs, content });
      }
      case 'figure':
        return this.figure(element, flow, inside);
      case 'rule':
        return flow.push({ type: 'horizontalRule', attrs });
      case 'link':
        return this.link(element, marks, flow);
      case 'break':
        return flow.lineBreak(marks);
      case 'quotation':
        flow.text('“', marks);
        inside();
        flow.text('”', marks);
    }
  }

  /** What is in an element, as blocks of their own. */
  private blocks(element: HtmlNode, marks: Marks): BlockJson[] {
    const flow = new Flow(false);
    this.children(element, marks, flow);
    return flow.finished();
  }

  private childOfList(child: HtmlNode, marks: Marks): BlockJson[] {
    if (child.name === 'li') {
      return this.blocks(child, styledMarks(marks, declarations(child.attribute('style'))));
    }
    const flow = new Flow(false);
    this.node(child, marks, flow);
    return flow.finished();
  }

  private paragraph(element: HtmlNode, style: Style, marks: Marks, flow: Flow): void {
    const embed = embedOf(element);
    const inList = wordListMark(element, style);
    const textblock: Textblock = { type: 'paragraph', id: blockIdOf(element) };
    if (embed) flow.push(embed);
    else if (inList) {
      flow.pushWordItem({ ...inList, item: listItem(element, this.blocks(element, marks)) });
    } else flow.within(textblock, () => this.children(element, marks, flow));
  }

  private preformatted(textblock: Textblock, flow: Flow, inside: () => void): void {
    const outer = this.isPreformatted;
    this.isPreformatted = true;
    flow.within(textblock, inside);
    this.isPreformatted = outer;
  }

  private link(element: HtmlNode, marks: Marks, flow: Flow): void {
    const href = hrefOf(element);
    if (href === null && element.attribute('href') !== null) this.losses.add('link');
    const inside = href === null ? marks : withMark(marks, { type: 'link', attrs: { href } });
    this.children(element, inside, flow);
  }

  private figure(element: HtmlNode, flow: Flow, inside: () => void): void {
    const photo = photoOf(element);
    if (photo) return flow.push(photo);
    this.losses.add('figure');
    return flow.apart(inside);
  }

  private aside(element: HtmlNode, marks: Marks, flow: Flow, inside: () => void): void {
    if (this.isInPullquote || !element.hasClass('pullquote')) return flow.apart(inside);
    this.isInPullquote = true;
    const { paragraphs, others, isMore } = pullquoteParts(this.blocks(element, marks));
    this.isInPullquote = false;
    if (isMore) this.losses.add('quote');
    flow.push({ type: 'pullquote', attrs: { id: blockIdOf(element) }, content: paragraphs });
    for (const block of others) flow.push(block);
  }
}
