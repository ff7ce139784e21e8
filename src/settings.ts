import { isIP, isIPv4 } from 'node:net';
import { E_MAIL, MAX_E_MAIL_LENGTH, PASSWORD_LENGTH } from './text/credentials.js';
import { canonicalLanguage } from './text/language.js';
import { parseS3Location, type S3Location } from './text/s3-location.js';

/** One setting: its environment variable, what stands in for it, one line of help, and how it is read. */
export interface Setting<T> {
  readonly name: string;
  /** The default as text; null for an optional setting, whose value is then null. */
  readonly fallback: string | null;
  readonly help: string;
  /** Turns the text into a value (null: the default), or throws an Error whose message completes "NAME …". */
  readonly parse: (text: string | null) => T;
}

/** Every setting of Copydesk. `--help` prints this table, and `readConfig` reads by it: there is no other. */
export const settings = {
  host: required('HOST', '127.0.0.1', 'address to listen on; 0.0.0.0 for every IPv4 address', hostName),
  port: required('PORT', '3000', 'port to listen on', integer(1, 65_535)),
  metricsPort: optional(
    'METRICS_PORT',
    'port of the same address for metrics in the format of Prometheus, at /metrics; none if absent',
    integer(1, 65_535),
  ),
  webConcurrency: required('WEB_CONCURRENCY', '1', 'how many processes serve', integer(1, 64)),
  publicUrl: optional(
    'PUBLIC_URL',
    'where readers and staff reach it; made of HOST and PORT if absent',
    webUrl,
  ),
  trustProxy: required(
    'TRUST_PROXY',
    '',
    'addresses or networks of the reverse proxies whose X-Forwarded-* is believed, comma-separated',
    networks,
  ),
  databaseUrl: optional(
    'DATABASE_URL',
    'postgres://user:password@host:5432/name, version 15 or later; absent: an embedded one in DATA_DIR',
    databaseUrl,
  ),
  databaseReplicaUrls: required(
    'DATABASE_REPLICA_URLS',
    '',
    'streaming replicas of that database, comma-separated, which are asked for what readers get',
    databaseUrls,
  ),
  databasePoolSize: required(
    'DATABASE_POOL_SIZE',
    '10',
    'connections per process and database',
    integer(2, 500),
  ),
  databaseStatementSeconds: required(
    'DATABASE_STATEMENT_SECONDS',
    '15',
    'after how long a database statement is given up',
    integer(1, 600),
  ),
  dataDir: required('DATA_DIR', './.data', 'folder for the embedded database and what was generated', folder),
  adminEmail: optional('ADMIN_EMAIL', 'the first administrator, made when there is no staff yet', email),
  adminPassword: optional(
    'ADMIN_PASSWORD',
    `with ADMIN_EMAIL: ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`,
    password,
  ),
  demo: optional(
    'DEMO',
    'true: fill an empty database with a demo newsroom; the default with the embedded database',
    boolean,
  ),
  demoPassword: optional('DEMO_PASSWORD', 'password of the demo staff; generated if absent', password),
  secret: optional(
    'SECRET',
    'signs the cursors of lists and preview links, 32 characters or more; required with DATABASE_URL, else generated',
    secret,
  ),
  timeZone: required('TIME_ZONE', 'UTC', 'the time zone of the newsroom and its date labels', timeZone),
  language: required('LANGUAGE', 'en', 'language of items that name none (BCP 47)', language),
  siteName: required(
    'SITE_NAME',
    'Copydesk',
    'what feeds and partners are told that the paper is called',
    siteName,
  ),
  siteUrl: optional(
    'SITE_URL',
    'readers’ pages, as https://paper.example/{section}/{slug} or with {kind}; absent: the documents themselves',
    siteUrl,
  ),
  fourEyes: required('FOUR_EYES', 'false', 'true: nobody approves what they wrote themselves', boolean),
  logLevel: required(
    'LOG_LEVEL',
    'info',
    'fatal, error, warn, info, debug, trace or silent',
    oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const),
  ),
  accessTokenMinutes: required(
    'ACCESS_TOKEN_MINUTES',
    '60',
    'how long a sign-in lasts before it is refreshed',
    integer(1, 1440),
  ),
  refreshTokenDays: required(
    'REFRESH_TOKEN_DAYS',
    '30',
    'how long a session can be refreshed',
    integer(1, 365),
  ),
  readerCacheMegabytes: required(
    'READER_CACHE_MB',
    '64',
    'memory of each process for answers to readers; 0 keeps none',
    integer(0, 65_536),
  ),
  photoStore: optional(
    'PHOTO_STORE',
    's3://bucket/prefix?endpoint=…&region=… for the files of photos; absent: the folder photos in DATA_DIR',
    s3Location,
  ),
  photoAvif: required(
    'PHOTO_AVIF',
    'false',
    'true: make pictures in AVIF as well, which takes long and saves bytes',
    boolean,
  ),
  photoMaxBytes: required(
    'PHOTO_MAX_BYTES',
    '52428800',
    'how large the file of a photo may be',
    integer(1000, 500_000_000),
  ),
  rightsWarningDays: required(
    'RIGHTS_WARNING_DAYS',
    '7',
    'how many days before the rights to a live photo end the newsroom is told; 0 for not at all',
    integer(0, 365),
  ),
  rightsEnd: required(
    'RIGHTS_END',
    'warn',
    'when the rights to a live photo end its pictures are shown no more: warn of that, or withdraw its captions as well',
    oneOf(['warn', 'withdraw'] as const),
  ),
};

/** The text that `--help` prints. */
export function settingsHelp(): string {
  const width = Math.max(...Object.values(settings).map(({ name }) => name.length));
  const lines = Object.values(settings).map(({ name, fallback, help }) => {
    return `  ${name.padEnd(width)}  ${help}${fallback ? ` (${fallback})` : ''}`;
  });
  return `Copydesk, an editorial backend. Settings are environment variables, with their defaults in brackets:\n\n${lines.join('\n')}\n`;
}

function required<T>(name: string, fallback: string, help: string, parse: (text: string) => T): Setting<T> {
  return { name, fallback, help, parse: (text) => parse(text ?? fallback) };
}

function optional<T>(name: string, help: string, parse: (text: string) => T): Setting<T | null> {
  return { name, fallback: null, help, parse: (text) => (text === null ? null : parse(text)) };
}

function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) throw new Error(`is a whole number from ${least} to ${most}`);
    return value;
  };
}

function oneOf<const T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) throw new Error(`is one of ${choices.join(', ')}`);
    return choice;
  };
}

function boolean(text: string): boolean {
  return oneOf(['true', 'false'])(text) === 'true';
}

function hostName(text: string): string {
  if (isIP(text) || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)) return text;
  throw new Error('is an IP address or a host name, without a port');
}

function webUrl(text: string): string {
  const url = URL.parse(text);
  const plain = url && !url.search && !url.hash && !url.username && !url.password;
  if (!plain || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error('is an http or https URL such as https://desk.example.org, without query or password');
  }
  return url.href.replace(/\/+$/, '');
}

function networks(text: string): string[] {
  const list = text.split(',').map((part) => part.trim());
  return list.filter(Boolean).map((entry) => {
    const [address = '', bits, ...rest] = entry.split('/');
    const most = isIPv4(address) ? 32 : 128;
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (!isIP(address) || !fits || rest.length > 0) {
      throw new Error('is a comma-separated list of addresses or networks such as 10.0.0.0/8');
    }
    return entry;
  });
}

function databaseUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new Error('is a URL such as postgres://user:password@host:5432/name');
  }
  return text;
}

function databaseUrls(text: string): string[] {
  const list = text.split(',').map((part) => part.trim());
  try {
    return list.filter(Boolean).map(databaseUrl);
  } catch {
    throw new Error('is a comma-separated list of URLs such as postgres://user:password@host:5432/name');
  }
}

function s3Location(text: string): S3Location {
  const location = parseS3Location(text);
  if (location !== null) return location;
  throw new Error(
    'is a URL such as s3://bucket/prefix?endpoint=https://s3.example.org&region=eu-central-1, without credentials',
  );
}

function folder(text: string): string {
  if (text.includes('\0')) throw new Error('is the path of a folder');
  return text;
}

function email(text: string): string {
  if (text.length <= MAX_E_MAIL_LENGTH && E_MAIL.test(text)) return text;
  throw new Error('is an e-mail address');
}

function password(text: string): string {
  const { min, max } = PASSWORD_LENGTH;
  const { length } = [...text];
  if (length >= min && length <= max) return text;
  throw new Error(`has ${min} to ${max} characters`);
}

function secret(text: string): string {
  if (text.length >= 32) return text;
  throw new Error('has 32 characters or more (openssl rand -hex 32 makes one)');
}

function timeZone(text: string): string {
  try {
    if (/^[+-]/.test(text)) throw new RangeError('an offset knows no summer time');
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new Error('is an IANA time zone such as Europe/Madrid');
  }
}

function siteUrl(text: string): string {
  const filled = text.replaceAll(/\{(kind|section|slug)\}/g, 'x');
  const isPattern = /^https?:\/\/[^/{}]+\/.*\{slug\}/.test(text) && !/[{}\s]/.test(filled);
  if (isPattern && URL.canParse(filled)) return text;
  throw new Error('is an http or https URL with {slug}, and with {kind} or {section} if wanted, in its path');
}

function siteName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= 200) return name;
  throw new Error('is a name of 1 to 200 characters');
}

function language(text: string): string {
  // Most Linux desktops set the variable for gettext, as `de_AT:de`: that says how programs speak, not the newsroom.
  if (/[_:]/.test(text)) return 'en';
  const tag = canonicalLanguage(text);
  if (tag !== null) return tag;
  throw new Error('is a BCP 47 language tag such as en or pt-BR');
}
