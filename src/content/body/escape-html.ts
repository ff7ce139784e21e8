// Neither HTML nor XML has these, and a feed reader stops at the first.
const CONTROLS = /(?![\t\n\r])\p{Cc}/gu;

/** Text for between two tags. */
export function escapedText(text: string): string {
  return text.replace(CONTROLS, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text for an attribute's value, which stands in double quotes. */
export function escapedAttribute(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
