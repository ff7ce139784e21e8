import type { PhotoMediaType } from '../formats/photo-format.js';

const LONGEST = 200;
const NAMELESS = 'photo';

/** Marks that turn the direction of writing, or cannot be seen; the two joiners of Persian and Hindi words stay. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
/** What a folder of some system or other does not take. */
const NO_FILE_NAME = /[<>:"/\\|?*]/g;

const EXTENSIONS: Readonly<Record<PhotoMediaType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/tiff': ['tif', 'tiff'],
};

/**
 * The name that the sender has for a file, as it may be shown to people: without folders, without what cannot be seen
 * or turns what can, one line of at most 200 characters that keeps its extension.
 */
export function displayName(sent: string): string {
  const [last = ''] = sent.toWellFormed().split(/[/\\]/).slice(-1);
  const name = last.normalize('NFC').replaceAll(UNSEEN, '').replaceAll(/\s+/gu, ' ').trim();
  const plain = name.replace(/^\.+/, '').trim();
  return plain === '' ? NAMELESS : shortened(plain);
}

/** The name under which a photo is saved: one that every system takes, with the extension of what the file is. */
export function downloadName(filename: string, mediaType: PhotoMediaType): string {
  const name = filename.replaceAll(NO_FILE_NAME, '_');
  const extension = /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase();
  const known = EXTENSIONS[mediaType];
  return extension !== undefined && known.includes(extension) ? name : `${name}.${known[0]}`;
}

/** The header that has a browser save an answer under the name (RFC 6266), and never show it as a page. */
export function attachmentHeader(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["%\\]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const extension = /\.[^.\s]{1,10}$/u.exec(name)?.[0] ?? '';
  const kept = characters.slice(0, LONGEST - [...extension].length - 1).join('');
  return `${kept.trimEnd()}…${extension}`;
}
