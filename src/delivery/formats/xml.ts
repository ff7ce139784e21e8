/** A piece of finished XML. Only `element` makes it, so that text is never taken for markup. */
export interface Xml {
  readonly xml: string;
}

/** The element with its attributes, those that are null left out, and what stands in it: text, or elements. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  ...children: readonly (string | Xml)[]
): Xml {
  const start = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === null ? [] : ` ${attribute}="${escaped(String(value))}"`,
  );
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : child.xml)).join('');
  return { xml: `<${name}${start.join('')}${inner === '' ? '/>' : `>${inner}</${name}>`}` };
}

/** An element of text alone. */
export function textElement(name: string, text: string): Xml {
  return element(name, {}, text);
}

/** The document with this root. */
export function xmlDocument({ xml }: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${xml}\n`;
}

/** Whatever XML 1.0 has no way to write, however it is escaped. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Else a parser reads it as the end of a line.
  '\r': '&#13;',
};

/** The text as it stands in XML, and in HTML as well: in content and between double quotes. */
export function escaped(text: string): string {
  return text.replaceAll(UNWRITABLE, '').replaceAll(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign);
}
