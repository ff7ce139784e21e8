import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';
import { settings, settingsHelp } from './settings.js';

const SECRET = 'a secret of thirty-two characters';

function faultsOf(env: Record<string, string>, argv: string[] = []): string {
  try {
    readConfig(env, argv);
  } catch (error) {
    return String(error);
  }
  throw new Error('these settings were accepted');
}

describe('readConfig', () => {
  it('starts without any setting: embedded database, demo, this machine only', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: null,
      demo: true,
      demoAsked: false,
      admin: null,
      secret: '',
      timeZone: 'UTC',
      language: 'en',
      siteName: 'Copydesk',
      siteUrl: null,
      fourEyes: false,
      trustProxy: [],
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', TIME_ZONE: '' })).toEqual(readConfig({}));
  });

  it('ships no demo to a database of somebody else, unless asked', () => {
    const server = { DATABASE_URL: 'postgres://desk@db/desk', SECRET };
    expect(readConfig(server)).toMatchObject({ demo: false, demoAsked: false });
    expect(readConfig({ ...server, DEMO: 'true' })).toMatchObject({ demo: true, demoAsked: true });
    expect(readConfig({ DEMO: 'false' })).toMatchObject({ demo: false });
  });

  it('is frozen, and gives a changed copy', () => {
    const config = readConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(config.with({ port: 4000 })).toMatchObject({ port: 4000, host: config.host });
    expect(config.port).toBe(3000);
  });

  it.each([
    [{ HOST: '0.0.0.0', PORT: '80' }, 'http://127.0.0.1:80'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
    [{ PUBLIC_URL: 'https://desk.example.org/copy/' }, 'https://desk.example.org/copy'],
  ])('makes the public URL of %j', (env, publicUrl) => {
    expect(readConfig(env)).toMatchObject({ publicUrl });
  });

  it('puts the language, the proxies and the replicas in order', () => {
    const config = readConfig({
      LANGUAGE: 'PT-br',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      DATABASE_REPLICA_URLS: 'postgres://one/desk, postgresql://two/desk,',
    });
    expect(config).toMatchObject({ language: 'pt-BR', trustProxy: ['10.0.0.0/8', '::1'] });
    expect(config.databaseReplicaUrls).toEqual(['postgres://one/desk', 'postgresql://two/desk']);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['HOST', 'localhost:3000'],
    ['PUBLIC_URL', 'desk.example.org'],
    ['PUBLIC_URL', 'https://desk.example.org/?a=1'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['DATABASE_URL', 'mysql://db/desk'],
    ['DATABASE_POOL_SIZE', '1'],
    ['DATABASE_REPLICA_URLS', 'postgres://one/desk, mysql://two/desk'],
    ['WEB_CONCURRENCY', '0'],
    ['WEB_CONCURRENCY', '65'],
    ['ADMIN_EMAIL', 'nobody'],
    ['ADMIN_EMAIL', 'no\u0007body@example.org'],
    ['ADMIN_PASSWORD', 'too short'],
    ['DEMO', 'yes'],
    ['DEMO_PASSWORD', 'short'],
    ['SECRET', 'short'],
    ['SITE_NAME', ' '],
    ['SITE_URL', 'https://paper.example/stories'],
    ['SITE_URL', 'https://paper.example/{author}/{slug}'],
    ['SITE_URL', 'https://{section}.paper.example/{slug}'],
    ['SITE_URL', 'ftp://paper.example/{slug}'],
    ['SITE_URL', 'paper.example/{slug}'],
    ['TIME_ZONE', 'Mars/Olympus'],
    ['TIME_ZONE', '+05:00'],
    ['LANGUAGE', 'not a language'],
    ['FOUR_EYES', '1'],
    ['LOG_LEVEL', 'loud'],
    ['ACCESS_TOKEN_MINUTES', '0'],
    ['REFRESH_TOKEN_DAYS', '1.5'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })).toContain(`- ${name} `);
  });

  it('names every fault at once', () => {
    const faults = faultsOf({ PORT: 'x', TIME_ZONE: 'x', DATABASE_URL: 'postgres://db/desk' }, ['--prot']);
    expect(faults.split('\n- ')).toHaveLength(5);
    for (const part of ['--prot', 'PORT', 'TIME_ZONE', 'SECRET is required']) expect(faults).toContain(part);
  });

  it('takes the first administrator whole or not at all', () => {
    const admin = { email: 'a@example.org', password: 'long enough for this' };
    expect(readConfig({ ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password })).toMatchObject({ admin });
    expect(faultsOf({ ADMIN_EMAIL: admin.email })).toContain('ADMIN_PASSWORD is required');
    expect(faultsOf({ ADMIN_PASSWORD: admin.password })).toContain('ADMIN_EMAIL is required');
    expect(faultsOf({ ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: 'x'.repeat(1025) })).toContain(
      'has 12 to 1024 characters',
    );
  });
});

describe('settingsHelp', () => {
  it('lists every setting', () => {
    for (const { name, help } of Object.values(settings)) {
      expect(settingsHelp()).toContain(`  ${name} `);
      expect(settingsHelp()).toContain(help);
    }
  });
});
