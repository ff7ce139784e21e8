import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { keptSecret } from '../database/embedded/kept-secret.js';

const FILE = 'demo-password';
/** Without those that are mistaken for others: the password is read off a screen and typed. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** The one password of all demo members: that of the settings, or a generated one that is kept in DATA_DIR. */
export function demoPassword(config: Config): string {
  if (config.demoPassword !== null) return config.demoPassword;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  return keptSecret(config.dataDir, FILE, generated);
}

/** The file that a generated password is kept in; null where there is none. */
export function demoPasswordFile(config: Config): string | null {
  const path = join(config.dataDir, FILE);
  return existsSync(path) ? path : null;
}

/** Some 79 bits, which needs no quoting in a shell. */
function generated(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
