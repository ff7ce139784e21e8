import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { QueryFailedError } from 'typeorm';
import { logOptions } from './app.logger.js';
import { readConfig } from './config.js';

function logged(entry: object): string {
  let text = '';
  pino(logOptions(readConfig({})), { write: (line: string) => void (text += line) }).error(entry, 'told');
  return text;
}

describe('the log', () => {
  it('is JSON with a level and a time that people can read', () => {
    expect(JSON.parse(logged({ requestId: 'r' }))).toEqual({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestId: 'r',
      msg: 'told',
    });
  });

  it('tells no secrets', () => {
    const secrets = { password: 'hidden', accessToken: 'hidden', authorization: 'hidden', cookie: 'hidden' };
    const text = logged({
      ...secrets,
      body: secrets,
      req: { headers: { ...secrets, 'set-cookie': 'hidden' } },
    });
    expect(text).not.toContain('hidden');
    expect(text).toContain('[redacted]');
  });

  it('tells the stack of an error and its cause, and not what a failed query was to write', () => {
    const driver = Object.assign(new Error('duplicate key'), { detail: 'Key (email)=(hidden) exists' });
    const failed = new QueryFailedError('insert into staff_member values ($1)', ['hidden'], driver);
    for (const err of [failed, new Error('outer', { cause: failed })]) {
      const text = logged({ err });
      expect(text).not.toContain('hidden');
      expect(text).toContain('duplicate key');
      expect(text).toContain('app.logger.spec');
    }
  });
});
