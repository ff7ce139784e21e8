/** What lists show of a story: its document without the text. */
export function storyCard({
  body: _body,
  bodyHtml: _html,
  ...card
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return card;
}
