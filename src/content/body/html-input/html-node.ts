/**
 * A node of a tree of HTML while it is read: an element under its name, or `#text`, `#comment`, `#fragment`. Siblings
 * are linked and not kept in arrays, so that what the parser moves about (mis-nested formatting, text in tables) costs
 * the same however many siblings there are.
 */
export class HtmlNode {
  parent: HtmlNode | null = null;
  previous: HtmlNode | null = null;
  next: HtmlNode | null = null;
  firstChild: HtmlNode | null = null;
  lastChild: HtmlNode | null = null;

  constructor(
    readonly name: string,
    readonly namespace: string | null = null,
    readonly attributes: { name: string; value: string }[] = [],
    public text = '',
  ) {}

  /** The value of an attribute; null where the element has none of that name. */
  attribute(name: string): string | null {
    return this.attributes.find((attribute) => attribute.name === name)?.value ?? null;
  }

  /** Whether `name` is one of the element's classes, in any case. */
  hasClass(name: string): boolean {
    const classes = this.attribute('class')?.toLowerCase() ?? '';
    return ` ${classes.replace(/\s+/g, ' ')} `.includes(` ${name} `);
  }

  /** What is right inside, in order. */
  *children(): Generator<HtmlNode> {
    for (let child = this.firstChild; child; child = child.next) yield child;
  }

  /** Everything below, in the order in which it is read; without recursion. */
  *descendants(): Generator<HtmlNode> {
    let node = this.firstChild;
    while (node) {
      yield node;
      let after: HtmlNode | null = node;
      node = node.firstChild;
      while (!node && after && after !== this) {
        node = after.next;
        after = after.parent;
      }
    }
  }

  /** All text in it, as it stands in the source. */
  textContent(): string {
    let text = this.text;
    for (const node of this.descendants()) if (node.name === '#text') text += node.text;
    return text;
  }

  /** Puts a node without parent before `reference`, a child of this one, or last. */
  insert(node: HtmlNode, reference: HtmlNode | null): void {
    const previous = reference ? reference.previous : this.lastChild;
    node.parent = this;
    node.previous = previous;
    node.next = reference;
    if (previous) previous.next = node;
    else this.firstChild = node;
    if (reference) reference.previous = node;
    else this.lastChild = node;
  }

  /** Takes it out of its parent. */
  detach(): void {
    if (!this.parent) return;
    if (this.previous) this.previous.next = this.next;
    else this.parent.firstChild = this.next;
    if (this.next) this.next.previous = this.previous;
    else this.parent.lastChild = this.previous;
    this.parent = null;
    this.previous = null;
    this.next = null;
  }
}
