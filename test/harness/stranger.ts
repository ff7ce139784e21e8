import { readFileSync } from 'node:fs';
import type { Answer, TestApp } from './app.js';

interface Parameter {
  name: string;
  in: string;
}

interface Operation {
  parameters?: Parameter[];
}

const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

/** What a stranger tries in the place of a parameter, by its name. */
export type Guesses = Record<string, readonly string[]>;

/** Somebody without a token who asks for all that the API's description names. */
export class Stranger {
  /** The ETags seen so far, to ask with again. */
  private readonly etags = new Map<string, string>();

  constructor(
    private readonly app: TestApp,
    private readonly guesses: Guesses,
  ) {}

  /**
   * Every answer to GET under `/delivery/v1/`, each list page by page, with no filter and with each, and the answers
   * to HEAD and to the ETags of before; what was asked is taken out of what was answered. Throws for a parameter that
   * there is no guess for: a new route has to be crawled as well.
   */
  async delivery(): Promise<Map<string, string>> {
    const heard = new Map<string, string>();
    for (const [template, operations] of Object.entries(paths)) {
      if (!template.startsWith('/delivery/')) continue;
      for (const url of this.filled(template)) {
        for (const query of this.queries(operations['get']?.parameters ?? [])) {
          await this.read(`${url}${query}`, heard);
        }
      }
    }
    return heard;
  }

  /** Every answer to what needs a token, with none, where the id of the item stands for every parameter. */
  async closedDoors(id: string): Promise<Map<string, string>> {
    const heard = new Map<string, string>();
    for (const [template, operations] of Object.entries(paths)) {
      if (template.startsWith('/delivery/')) continue;
      const url = template.replaceAll(/\{\w+\}/g, id);
      for (const method of Object.keys(operations)) {
        const verb = method.toUpperCase() as 'GET' | 'POST';
        const answer = await this.app.request(verb, url, verb === 'GET' ? {} : { body: {}, ifMatch: '"1"' });
        heard.set(`${verb} ${url}`, said(answer, url));
      }
    }
    return heard;
  }

  private async read(start: string, heard: Map<string, string>): Promise<void> {
    for (let url: string | null = start; url !== null;) {
      const answer: Answer<{ nextCursor?: string | null }> = await this.app.request('GET', url);
      heard.set(url, said(answer, url));
      heard.set(`HEAD ${url}`, said(await this.app.request('HEAD', url), url));
      const etag = this.etags.get(url);
      if (etag !== undefined) {
        const again = await this.app.request('GET', url, { headers: { 'if-none-match': etag } });
        heard.set(`again ${url}`, said(again, url));
      }
      if (answer.headers.etag !== undefined) this.etags.set(url, answer.headers.etag);
      const next: string | null | undefined = answer.status === 200 ? answer.body.nextCursor : null;
      url = next ? `${start}${start.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}` : null;
    }
  }

  private filled(template: string): string[] {
    const name = /\{(\w+)\}/.exec(template)?.[1];
    if (name === undefined) return [template];
    return this.guess(name).flatMap((value) => this.filled(template.replace(`{${name}}`, value)));
  }

  private queries(parameters: readonly Parameter[]): string[] {
    const filters = parameters.filter(({ in: place, name }) => place === 'query' && name !== 'cursor');
    const each = filters.flatMap(({ name }) =>
      this.guess(name).map((value) => `?${name}=${encodeURIComponent(value)}`),
    );
    return ['', ...each];
  }

  private guess(name: string): readonly string[] {
    const values = this.guesses[name];
    if (!values) throw new Error(`The crawl has no guess for the parameter ${name}.`);
    return values;
  }
}

/** All of an answer but the address that was asked for, which a refusal repeats. */
function said({ status, headers, text }: Answer<object>, url: string): string {
  const asked = url.replace(/[?&]cursor=.*/, '');
  const last = decodeURIComponent(asked.split(/[/=]/).at(-1) ?? '');
  return `${status} ${JSON.stringify(headers)} ${text}`.replaceAll(asked, '').replaceAll(`"${last}"`, '""');
}
