// Neither HTML nor XML has these, and a feed reader stops at the first.
const CONTROLS = /(?![\t\n\r])\p{Cc}/gu;

/** What is left of a text that goes through HTML and back: one kind of line break, no controls, nothing around it. */
export function textThroughHtml(text: string): string {
  return text.replace(CONTROLS, '').replace(/\r\n?/g, '\n').trim();
}

/** Text for between two tags. */
export function escapedText(text: string): string {
  return text.replace(CONTROLS, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text for an attribute's value, which stands in double quotes. */
export function escapedAttribute(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
