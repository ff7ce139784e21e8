/** Who took a photo and how the supplier is to be named, as one text has it. */
export interface AgencyCredit {
  /** The photographers; none where the text names only agencies. */
  names: string[];
  credit: string;
}

/** Agencies that write themselves into by-lines and captions, however they write themselves. */
const NAMES = [
  'reuters',
  '(?:the )?associated press(?: of pakistan)?',
  'agence france-presse',
  'getty(?: images)?',
  'epa-efe',
  'picture[ -]alliance',
  'pa (?:wire|media|images)',
  'press association',
  'xinhua(?: news agency)?',
  'sputnik',
  'kyodo(?: news)?',
  'jiji press',
  'yonhap',
  'anadolu(?: agency| images)?',
  'nurphoto',
  'zuma(?: press(?: wire)?| wire)?',
  'bloomberg',
  'sipa(?: usa)?',
  'abaca(?: ?press)?',
  'imago(?: images)?',
  'shutterstock',
  'alamy(?: live news| stock photo)?',
  'action images',
  'usa today sports',
  'icon sportswire',
  'middle east images',
  'hans lucas',
  'magnum photos',
  'maxppp',
  'keystone(?:-sda)?',
  'tt news agency',
  '(?:ritzau )?scanpix',
  'lehtikuva',
  '(?:the )?canadian press',
  'aap image',
  'lapresse',
  'europa press',
  'wireimage',
  'filmmagic',
];
/** Those that are only letters: in capitals, since in small ones they are words and names. */
const LETTERS = [
  'AP',
  'AFP',
  'APP',
  'EPA',
  'EFE',
  'ANSA',
  'dpa',
  'DPA',
  'TASS',
  'UPI',
  'AAP',
  'PPI',
  'INP',
  'NTB',
  'ANP',
];

const NAME = new RegExp(`^(?:${NAMES.join('|')})$`, 'i');
/** `AP Photo`, `AFP PHOTO`: the agency's own word for what everybody sees. */
const PHOTO_WORD = /\s(?:photos?|pictures?|images?|pix)$/i;
/** Pictures that an agency only passes on: a part of the credit. */
const PASSED_ON = /^(?:pool(?: photo)?|(?:[\p{L}\p{N}.\- ]{1,60} )?handout)$/iu;
/** What is neither a name nor a credit. */
const REMARK = /^(?:file(?: photos?| pictures?)?|archive|stringer|str|stf|staff|via|tpx)$/i;
const PREFIX =
  /^(?:(?:mandatory credit|(?:photo|picture|image)s? credit|credit|photo(?:graph)?s?|pictures?|photographer|by-?line)\s?:|(?:(?:photo(?:graph)?s?|pictures?|images?)\s)?(?:by|courtesy of)\s|©)\s*/i;
const MAX_PARTS = 6;
const MAX_LENGTH = 200;

/** Whether the text is the name of an agency and nothing else, `AFP via Getty Images` and `AP Photo` included. */
export function isAgency(text: string): boolean {
  return text.split(/\svia\s/i).every((name) => isKnown(name) || isKnown(name.replace(PHOTO_WORD, '')));
}

/** Whether the text begins as credits do: with an agency and a slash, or with words like `Photo by`. */
export function beginsAsCredit(text: string): boolean {
  const [first = '', second] = text.split(/\s?\//, 2);
  return PREFIX.test(text) || (second !== undefined && isAgency(first));
}

/**
 * Takes apart what agencies write in by-lines and at the end of captions: `MR. A/REUTERS`, `REUTERS/John Smith`,
 * `AP Photo/Jane Doe`, `(Photo by John Smith / AFP via Getty Images)`, `Handout via REUTERS`. Null where no
 * agency is in it, or anything else that is not understood. Names are not written otherwise than they are.
 */
export function parseAgencyCredit(text: string): AgencyCredit | null {
  if (text.length > MAX_LENGTH) return null;
  const parts = unwrapped(text)
    .split(/\s?[/|]\s?|\s[-–—]\s|,\s(?=(?:file|pool|handout)\b)/i)
    .flatMap(splitAtVia)
    .map((part) => part.trim());
  if (parts.length > MAX_PARTS || parts.some((part) => part === '')) return null;
  const agencies = parts.filter(isAgency);
  if (agencies.length === 0) return null;
  const passedOn = parts.filter((part) => PASSED_ON.test(part));
  const names = parts.filter((part) => !isAgency(part) && !PASSED_ON.test(part) && !REMARK.test(part));
  if (!names.every(isName)) return null;
  return { names, credit: [...passedOn, ...agencies.map(withoutPhotoWord)].join('/') };
}

/** `Jane Doe via Getty Images` names two; `AFP via Getty Images` is one credit. */
function splitAtVia(part: string): string[] {
  const at = part.search(/\svia\s/i);
  if (at < 0 || isAgency(part)) return [part];
  return [part.slice(0, at), part.slice(at + ' via '.length)];
}

/** Something that a person could be called: letters, no figures, no sentence. */
function isName(part: string): boolean {
  return part.length <= 80 && /^\p{L}[\p{L}\p{M}.'’,\- ]*$/u.test(part) && part.split(' ').length <= 6;
}

function withoutPhotoWord(agency: string): string {
  const short = agency.replace(PHOTO_WORD, '');
  return isKnown(short) && !isKnown(agency) ? short : agency;
}

function isKnown(name: string): boolean {
  return LETTERS.includes(name) || NAME.test(name);
}

/** The text without brackets around it and without words like `Photo by` before it. */
export function unwrapped(text: string): string {
  let inner = text.trim();
  if (/^\(.*\)$|^\[.*\]$/s.test(inner)) inner = inner.slice(1, -1).trim();
  return inner.replace(PREFIX, '').replace(PREFIX, '').trim();
}
