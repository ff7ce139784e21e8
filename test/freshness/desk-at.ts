import type { Agent } from 'node:http';
import { Desk } from '../factories/items.js';
import type { Answer, TestApp } from '../harness/app.js';
import type { TestDatabase } from '../harness/database.js';
import { ask } from './ask.js';
import type { Instance } from './instance.js';

type Request = TestApp['request'];

/** Asks the process as the tests of an application ask theirs. */
export function requestAt(instance: Instance, agent: Agent): Request {
  return async (method, path, options) => await request(instance.url + path, agent, method, options);
}

/** The newsroom's verbs, through that process. */
export function deskAt(instance: Instance, agent: Agent, database: TestDatabase): Desk {
  return new Desk({ database, request: requestAt(instance, agent) });
}

async function request<Body>(
  url: string,
  agent: Agent,
  method: string,
  { token, body, ifMatch }: Parameters<Request>[2] = {},
): Promise<Answer<Body>> {
  const headers = {
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
  };
  const sent = body === undefined ? {} : { body: Object(body) as object };
  const { status, etag, text } = await ask(url, { agent, method, headers, ...sent });
  // What the answer holds is the test's claim, which its expectations then check.
  return { status, headers: { etag }, text, body: (text === '' ? {} : JSON.parse(text)) as Body };
}
