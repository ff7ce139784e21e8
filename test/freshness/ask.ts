import { type Agent, request as httpRequest } from 'node:http';

/** Longer than any answer takes: who gets none by then never will. */
const LIMIT_MS = 30_000;

export interface Asked {
  agent: Agent;
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: object;
}

export interface Answer {
  status: number;
  etag: string | undefined;
  text: string;
}

/** One request; rejects where the connection breaks before the answer is whole. */
export async function ask(
  url: string,
  { agent, method = 'GET', headers = {}, body }: Asked,
): Promise<Answer> {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return await new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { method, agent, timeout: LIMIT_MS, headers: { ...json, ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, etag: answer.headers.etag, text }));
      },
    );
    request.on('timeout', () => request.destroy(new Error(`${url} does not answer`)));
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
