/** What lists show of a story: its document without the text and the gallery. */
export function storyCard({
  body: _body,
  bodyHtml: _html,
  gallery: _gallery,
  ...card
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return card;
}
