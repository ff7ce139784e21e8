import type { html, TreeAdapter } from 'parse5';
import { HtmlNode } from './html-node.js';

/** That all kinds of nodes are of one class. */
export interface TreeNodes {
  node: HtmlNode;
  parentNode: HtmlNode;
  childNode: HtmlNode;
  document: HtmlNode;
  documentFragment: HtmlNode;
  element: HtmlNode;
  commentNode: HtmlNode;
  textNode: HtmlNode;
  template: HtmlNode;
  documentType: HtmlNode;
}

interface Attribute {
  name: string;
  value: string;
}

/** Builds the parser's tree of our nodes. Comments say nothing to readers, and are not put in. */
export abstract class TreeBuilder implements TreeAdapter<TreeNodes> {
  private readonly templates = new Map<HtmlNode, HtmlNode>();

  createDocument(): HtmlNode {
    return new HtmlNode('#document');
  }

  createDocumentFragment(): HtmlNode {
    return new HtmlNode('#fragment');
  }

  createElement(name: string, namespace: html.NS, attributes: Attribute[]): HtmlNode {
    this.count();
    return new HtmlNode(name, namespace, attributes);
  }

  createCommentNode(text: string): HtmlNode {
    return new HtmlNode('#comment', null, [], text);
  }

  createTextNode(text: string): HtmlNode {
    this.count();
    return new HtmlNode('#text', null, [], text);
  }

  appendChild(parent: HtmlNode, node: HtmlNode): void {
    if (!this.isCommentNode(node)) parent.insert(node, null);
  }

  insertBefore(parent: HtmlNode, node: HtmlNode, reference: HtmlNode): void {
    if (!this.isCommentNode(node)) parent.insert(node, reference);
  }

  insertText(parent: HtmlNode, text: string): void {
    if (parent.lastChild?.name === '#text') parent.lastChild.text += text;
    else parent.insert(this.createTextNode(text), null);
  }

  insertTextBefore(parent: HtmlNode, text: string, reference: HtmlNode): void {
    if (reference.previous?.name === '#text') reference.previous.text += text;
    else parent.insert(this.createTextNode(text), reference);
  }

  detachNode(node: HtmlNode): void {
    node.detach();
  }

  setTemplateContent(template: HtmlNode, content: HtmlNode): void {
    this.templates.set(template, content);
  }

  getTemplateContent(template: HtmlNode): HtmlNode {
    return this.templates.get(template) ?? template;
  }

  getAttrList(element: HtmlNode): Attribute[] {
    return element.attributes;
  }

  getChildNodes(node: HtmlNode): HtmlNode[] {
    return [...node.children()];
  }

  getFirstChild(node: HtmlNode): HtmlNode | null {
    return node.firstChild;
  }

  getParentNode(node: HtmlNode): HtmlNode | null {
    return node.parent;
  }

  getTagName(element: HtmlNode): string {
    return element.name;
  }

  getNamespaceURI(element: HtmlNode): html.NS {
    // It is what createElement was given.
    return element.namespace as html.NS;
  }

  getTextNodeContent(node: HtmlNode): string {
    return node.text;
  }

  getCommentNodeContent(node: HtmlNode): string {
    return node.text;
  }

  isTextNode(node: HtmlNode): node is HtmlNode {
    return node.name === '#text';
  }

  isCommentNode(node: HtmlNode): node is HtmlNode {
    return node.name === '#comment';
  }

  isElementNode(node: HtmlNode): node is HtmlNode {
    return !node.name.startsWith('#');
  }

  // What follows is about whole documents and places in the source. Fragments have neither.

  adoptAttributes(): void {}

  setDocumentType(): void {}

  setDocumentMode(): void {}

  getDocumentMode(): html.DOCUMENT_MODE {
    return 'no-quirks' as html.DOCUMENT_MODE;
  }

  isDocumentTypeNode(_node: HtmlNode): _node is HtmlNode {
    return false;
  }

  getDocumentTypeNodeName(): string {
    return '';
  }

  getDocumentTypeNodePublicId(): string {
    return '';
  }

  getDocumentTypeNodeSystemId(): string {
    return '';
  }

  getNodeSourceCodeLocation(): null {
    return null;
  }

  setNodeSourceCodeLocation(): void {}

  updateNodeSourceCodeLocation(): void {}

  /** Called for each element and text. */
  protected abstract count(): void;
}
