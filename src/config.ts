import { resolve } from 'node:path';
import { settings, type Setting } from './settings.js';
import { StartRefused } from './start-refused.js';
import type { S3Location } from './text/s3-location.js';

/** What `Config` holds. */
export type ConfigValues = Omit<Config, 'with'>;

/** The settings as read once at the start. Frozen; injected by this class. */
export class Config {
  readonly host: string;
  readonly port: number;
  /** Where metrics are served, for the operator alone; null for nowhere. */
  readonly metricsPort: number | null;
  /** How many processes serve; with more than one, the process that was started serves nobody and looks after them. */
  readonly webConcurrency: number;
  /** Absolute, without a trailing slash: what every URL in an answer begins with. */
  readonly publicUrl: string;
  /** Reverse proxies whose forwarding headers are believed. */
  readonly trustProxy: readonly string[];
  /** Null until the embedded PostgreSQL runs; never null inside the application. */
  readonly databaseUrl: string | null;
  /** Streaming replicas, for what readers get. */
  readonly databaseReplicaUrls: readonly string[];
  readonly databasePoolSize: number;
  readonly databaseStatementSeconds: number;
  /** Absolute. */
  readonly dataDir: string;
  readonly admin: { readonly email: string; readonly password: string } | null;
  /** Whether an empty database gets the demo newsroom. */
  readonly demo: boolean;
  /** Whether the operator said so, rather than the default. */
  readonly demoAsked: boolean;
  readonly demoPassword: string | null;
  /** Signs the cursors of lists and the links of previews. Empty only until the one kept beside the embedded database is read. */
  readonly secret: string;
  /** IANA. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly language: string;
  /** What readers know the paper as. */
  readonly siteName: string;
  /** Where readers find an item: `{slug}`, `{kind}` and `{section}` are filled in. Null: where its document is. */
  readonly siteUrl: string | null;
  readonly fourEyes: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly accessTokenMinutes: number;
  readonly refreshTokenDays: number;
  /** Of answers to readers that each process keeps; 0 for none. */
  readonly readerCacheMegabytes: number;
  /** Null for the folder `photos` in `dataDir`. */
  readonly photoStore: S3Location | null;
  readonly photoMaxBytes: number;
  /** How long before the end of a photo's rights the newsroom is told; 0 for not at all. */
  readonly rightsWarningDays: number;
  /** What is done about the captions of a live photo whose rights end. Its pictures are shown no more, either way. */
  readonly rightsEnd: 'warn' | 'withdraw';
  /** Whether pictures are made in AVIF besides WebP and JPEG. */
  readonly photoAvif: boolean;

  constructor(values: ConfigValues) {
    Object.assign(this, values);
    Object.freeze(this);
  }

  /** The same settings with some of them replaced. */
  with(changes: Partial<ConfigValues>): Config {
    return new Config(Object.assign({}, this, changes));
  }
}

/**
 * Reads the settings from an environment and the arguments of the command line (of which none is known).
 *
 * @throws StartRefused naming every fault at once.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[] = [],
): Config {
  const faults = argv.map((argument) => `${argument} is not an argument that Copydesk knows`);

  function read<T>(setting: Setting<T>): T {
    try {
      return setting.parse(env[setting.name] || null);
    } catch (error) {
      faults.push(`${setting.name} ${error instanceof Error ? error.message : 'is wrong'}`);
      return setting.parse(null);
    }
  }

  const host = read(settings.host);
  const port = read(settings.port);
  const databaseUrl = read(settings.databaseUrl);
  const secret = read(settings.secret);
  const email = read(settings.adminEmail);
  const password = read(settings.adminPassword);
  const demo = read(settings.demo);
  const config = new Config({
    host,
    port,
    metricsPort: read(settings.metricsPort),
    webConcurrency: read(settings.webConcurrency),
    publicUrl: read(settings.publicUrl) ?? defaultPublicUrl(host, port),
    trustProxy: read(settings.trustProxy),
    databaseUrl,
    databaseReplicaUrls: read(settings.databaseReplicaUrls),
    databasePoolSize: read(settings.databasePoolSize),
    databaseStatementSeconds: read(settings.databaseStatementSeconds),
    dataDir: resolve(read(settings.dataDir)),
    admin: email !== null && password !== null ? { email, password } : null,
    demo: demo ?? !env.DATABASE_URL,
    demoAsked: demo === true,
    demoPassword: read(settings.demoPassword),
    secret: secret ?? '',
    timeZone: read(settings.timeZone),
    language: read(settings.language),
    siteName: read(settings.siteName),
    siteUrl: read(settings.siteUrl),
    fourEyes: read(settings.fourEyes),
    logLevel: read(settings.logLevel),
    accessTokenMinutes: read(settings.accessTokenMinutes),
    refreshTokenDays: read(settings.refreshTokenDays),
    readerCacheMegabytes: read(settings.readerCacheMegabytes),
    photoStore: read(settings.photoStore),
    photoMaxBytes: read(settings.photoMaxBytes),
    rightsWarningDays: read(settings.rightsWarningDays),
    rightsEnd: read(settings.rightsEnd),
    photoAvif: read(settings.photoAvif),
  });

  if (env.DATABASE_URL && !env.SECRET) {
    faults.push(
      'SECRET is required with DATABASE_URL: 32 characters or more (openssl rand -hex 32 makes one)',
    );
  }
  if (env.ADMIN_EMAIL && !env.ADMIN_PASSWORD) faults.push('ADMIN_PASSWORD is required with ADMIN_EMAIL');
  if (env.ADMIN_PASSWORD && !env.ADMIN_EMAIL) faults.push('ADMIN_EMAIL is required with ADMIN_PASSWORD');
  if (faults.length > 0) {
    throw new StartRefused(
      `Copydesk cannot start with these settings (--help lists all):\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    );
  }
  return config;
}

/** Where a browser on this machine reaches the server. */
function defaultPublicUrl(host: string, port: number): string {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const address = everywhere[host] ?? host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
