import { readFileSync } from 'node:fs';

/** What belongs to no request: looks that the server takes in the background. */
const BACKGROUND = /publication_clock|audit_segment|stale_document s|pgboss|schedule|listen /i;

/**
 * What one request did, from the recording of a server: the statements of its transaction, and those before it.
 *
 * @param {string} file of `record-statements.mjs`
 * @param {number} from where in the file the request began, in characters
 * @param {string} mark a word of a statement that only this transaction has
 */
export function recorded(file, from, mark) {
  const lines = readFileSync(file, 'utf8').slice(from).trim().split('\n');
  const all = lines.map((line) => JSON.parse(line));
  const at = all.findIndex(({ text }) => text.toLowerCase().includes(mark));
  if (at < 0) throw new Error(`The recording has no ${mark}.`);
  const { client } = all[at];
  const own = all.filter((one) => one.client === client);
  const place = own.indexOf(all[at]);
  const begin = own.findLastIndex(
    ({ text }, index) => index <= place && /^(start transaction|begin)/i.test(text),
  );
  const end = own.findIndex(({ text }, index) => index > place && /^(commit|end)/i.test(text));
  const before = all
    .slice(0, all.indexOf(own[begin]))
    .filter(({ text }) => /^\s*(select|with|update session)/i.test(text) && !BACKGROUND.test(text));
  return { before: before.slice(-2).map(sent), statements: own.slice(begin + 1, end).map(sent) };
}

function sent({ text, values }) {
  return {
    text,
    values: values.map((value) =>
      value && typeof value === 'object' && 'bytes' in value
        ? `\\x${Buffer.from(value.bytes, 'base64').toString('hex')}`
        : value,
    ),
  };
}
