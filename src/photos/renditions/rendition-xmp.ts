/** What every rendition says of itself, wherever it gets to. */
export interface RenditionText {
  description: string | null;
  creator: readonly string[];
  creditLine: string | null;
  copyrightNotice: string | null;
}

/**
 * The text as an XMP packet (ISO 16684-1), under the properties that IPTC Photo Metadata gives it; what is empty is left
 * out.
 */
export function renditionXmp({ description, creator, creditLine, copyrightNotice }: RenditionText): string {
  const properties = [
    alternative('dc:description', description),
    creator.length === 0
      ? ''
      : `<dc:creator><rdf:Seq>${creator.map((name) => `<rdf:li>${escaped(name)}</rdf:li>`).join('')}</rdf:Seq></dc:creator>`,
    alternative('dc:rights', copyrightNotice),
    creditLine ? `<photoshop:Credit>${escaped(creditLine)}</photoshop:Credit>` : '',
  ];
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">',
    ...properties.filter((property) => property !== ''),
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('');
}

function alternative(property: string, text: string | null): string {
  return text
    ? `<${property}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></${property}>`
    : '';
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Without what XML 1.0 has no way to write. A line break stays one: written bare, a reader may take it for a space. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(/\r/g, '&#xD;');
}
