const NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
};

/** An XMP packet around properties that are written as XML. */
export function xmp(properties: string): string {
  const namespaces = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    `<rdf:RDF${namespaces.join('')}><rdf:Description rdf:about="">${properties}</rdf:Description></rdf:RDF>`,
    '</x:xmpmeta>',
    ' '.repeat(200),
    '<?xpacket end="w"?>',
  ].join('\n');
}

/** A text with a language, `x-default` unless told otherwise. */
export function alternatives(name: string, texts: Record<string, string>): string {
  const items = Object.entries(texts).map(
    ([language, text]) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`,
  );
  return `<${name}><rdf:Alt>${items.join('')}</rdf:Alt></${name}>`;
}

/** A list. */
export function list(name: string, entries: string[], kind: 'Bag' | 'Seq' = 'Bag'): string {
  return `<${name}><rdf:${kind}>${entries.map((entry) => `<rdf:li>${entry}</rdf:li>`).join('')}</rdf:${kind}></${name}>`;
}
