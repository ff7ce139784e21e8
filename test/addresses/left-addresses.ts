import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Desk, type ItemAnswer, type ItemBody, readyArticle, readyEditorial } from '../factories/items.js';
import { section, type SectionRow, uniqueName } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';
import { Description } from '../harness/described.js';

const PUBLIC_URL = 'http://copydesk.test';
const KILLING = { reason: 'It was wrong', notice: 'Withdrawn: it named the wrong man.' };
const GONE = { type: 'gone', reason: 'Rights' };

let app: TestApp;
let desk: Desk;
let news: SectionRow;
let managing: SignedIn;
const description = new Description();

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  news = await section(app.database);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => app.close());

async function deliver(path: string, method: 'GET' | 'HEAD' = 'GET'): Promise<Answer> {
  const url = `/delivery/v1/${path}`;
  const answer = await app.request(method, url);
  expect(description.faults(method, url, answer)).toEqual([]);
  return answer;
}

/** Where a reader ends who asks for the path: the id of what they get, and how many steps it took. */
async function follow(path: string): Promise<{ status: number; id: unknown; hops: number }> {
  let answer = await deliver(path);
  let hops = 0;
  for (; answer.status === 301 && hops < 5; hops += 1) {
    answer = await deliver(String(answer.headers.location).replace(`${PUBLIC_URL}/delivery/v1/`, ''));
  }
  return { status: answer.status, id: answer.body['id'], hops };
}

async function article(slug: string): Promise<ItemBody> {
  return desk.live(managing, 'article', readyArticle(news.id, { slug }));
}

async function move(item: ItemBody, slug: string): Promise<ItemBody> {
  return desk.republished(managing, item, { slug });
}

/** Takes the actions at once, each with the ETag from before. */
async function atOnce(
  actions: readonly (readonly [id: string, action: string, body?: object])[],
): Promise<ItemAnswer[]> {
  const etags: string[] = [];
  for (const [id] of actions) etags.push(await desk.etag(id));
  return Promise.all(
    actions.map(([id, action, body], index) => desk.act(managing, id, action, body, etags[index])),
  );
}

/** Three slugs that no other test uses. */
function slugs(): [string, string, string] {
  const word = uniqueName('swap').replace(' ', '-');
  return [`${word}-a`, `${word}-b`, `${word}-c`];
}

describe('an address that an item has left', () => {
  it('leads to the present one from the publication on, and not before', async () => {
    const [a, b] = slugs();
    const item = await article(a);
    await desk.saved(managing, item, { slug: b });
    expect(await deliver(`articles/${a}`)).toMatchObject({ status: 200 });
    expect(await deliver(`articles/${b}`)).toMatchObject({ status: 404 });
    await desk.done(managing, item.id, 'publish');
    for (const method of ['GET', 'HEAD'] as const) {
      const moved = await deliver(`articles/${a}`, method);
      expect(moved).toMatchObject({
        status: 301,
        text: '',
        headers: {
          location: `${PUBLIC_URL}/delivery/v1/articles/${b}`,
          'cache-control': 'public, max-age=0, must-revalidate',
        },
      });
    }
    expect((await deliver(`articles/${b}`)).body).toMatchObject({
      id: item.id,
      slug: b,
      url: `${PUBLIC_URL}/delivery/v1/articles/${b}`,
    });
    // Nobody's copy of what was here is still good.
    const kept = await app.request('GET', `/delivery/v1/articles/${a}`, {
      headers: { 'if-none-match': '*' },
    });
    expect(kept.status).toBe(301);
    expect((await app.request('GET', `/delivery/v1/articles/${a}?x=1`)).status).toBe(400);
    expect((await deliver(`editorials/${a}`)).status).toBe(404);
  });

  it('leads there in one step however often the item moved, and back where it moved back', async () => {
    const [a, b, c] = slugs();
    const item = await article(a);
    await move(item, b);
    await move(item, c);
    for (const slug of [a, b]) {
      expect(await follow(`articles/${slug}`)).toEqual({ status: 200, id: item.id, hops: 1 });
    }
    await move(item, a);
    expect(await follow(`articles/${a}`)).toEqual({ status: 200, id: item.id, hops: 0 });
    for (const slug of [b, c]) {
      expect(await follow(`articles/${slug}`)).toEqual({ status: 200, id: item.id, hops: 1 });
    }
  });

  it('is followed by editorials and by what is related', async () => {
    const [a, b] = slugs();
    const leader = await desk.live(managing, 'editorial', readyEditorial(news.id, { slug: a }));
    await move(leader, b);
    expect(await follow(`editorials/${a}`)).toEqual({ status: 200, id: leader.id, hops: 1 });
    expect((await deliver(`articles/${a}`)).status).toBe(404);
  });

  it('may be taken over from what is live, by a slug set by hand: two items swap', async () => {
    const [a, b, c] = slugs();
    const [one, other] = [await article(a), await article(b)];
    await desk.saved(managing, one, { slug: b });
    expect(await desk.act(managing, one.id, 'publish')).toMatchObject({
      status: 409,
      body: { code: 'slug_taken' },
    });
    await desk.saved(managing, one, { slug: c });
    await desk.done(managing, one.id, 'publish');
    const moved = await move(other, a);
    await move(one, b);
    expect(await follow(`articles/${a}`)).toEqual({ status: 200, id: other.id, hops: 0 });
    expect(await follow(`articles/${b}`)).toEqual({ status: 200, id: one.id, hops: 0 });
    expect(await follow(`articles/${c}`)).toEqual({ status: 200, id: one.id, hops: 1 });
    expect(moved).toMatchObject({ slug: a, live: { slug: a } });
    const history = await desk.get<{ items: { action: string; details: object }[] }>(
      managing,
      `items/${other.id}/history?limit=1`,
    );
    expect(history.body.items).toMatchObject([
      { action: 'publish', details: { slug: a, addressTakenFrom: one.id } },
    ]);
  });

  it('is taken by no automatic slug', async () => {
    const headline = uniqueName('The tide');
    const first = await desk.live(managing, 'article', readyArticle(news.id, { headline }));
    await move(first, `${first.slug}-moved`);
    const second = await desk.live(managing, 'article', readyArticle(news.id, { headline }));
    expect(second.slug).toBe(`${first.slug}-2`);
    expect(await follow(`articles/${first.slug}`)).toEqual({ status: 200, id: first.id, hops: 1 });
  });

  it.each(['unpublish', 'kill'])('is nobody else’s, like all of its addresses, after %s', async (action) => {
    const [a, b, c] = slugs();
    const item = await article(a);
    await move(item, b);
    await desk.done(managing, item.id, action, action === 'kill' ? KILLING : GONE);
    const code = action === 'kill' ? 'killed' : 'withdrawn';
    const another = await desk.made(managing, 'article', readyArticle(news.id, { slug: c }));
    for (const slug of [a, b]) {
      expect(await deliver(`articles/${slug}`)).toMatchObject({ status: 410, body: { code } });
      await desk.saved(managing, another, { slug });
      expect(await reasonsAgainst(another, 'publish')).toContain('slug_taken');
      expect(await desk.act(managing, another.id, 'publish')).toMatchObject({
        status: 409,
        body: { code: 'slug_taken' },
      });
      for (const rule of [
        `update address set item_id = '${another.id}', current = false where slug = '${slug}'`,
        `delete from address where slug = '${slug}'`,
      ]) {
        await expect(app.database.query(rule)).rejects.toMatchObject({ constraint: 'address_not_freed' });
      }
    }
    if (action === 'kill') return;
    await desk.done(managing, item.id, 'republish');
    await desk.saved(managing, another, { slug: a });
    expect(await reasonsAgainst(another, 'publish')).toEqual([]);
    await desk.done(managing, another.id, 'publish');
    expect(await follow(`articles/${a}`)).toEqual({ status: 200, id: another.id, hops: 0 });
  });
});

async function reasonsAgainst(item: ItemBody, action: string): Promise<string[]> {
  const { body } = await desk.get<{ items: { action: string; reasons: { code: string }[] }[] }>(
    managing,
    `items/${item.id}/allowed-actions`,
  );
  const found = body.items.find((one) => one.action === action);
  return (found?.reasons ?? []).map(({ code }) => code);
}

describe('two who want one address at once', () => {
  it('end with one of them there, and neither locked', async () => {
    for (let round = 0; round < 2; round += 1) {
      const [a, b, c] = slugs();
      const left = await article(a);
      await move(left, b);
      const rivals = [await article(`${c}-1`), await article(`${c}-2`)];
      for (const rival of [left, ...rivals]) await desk.saved(managing, rival, { slug: a });
      const answers = await atOnce([...rivals, left].map(({ id }) => [id, 'publish'] as const));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const winner = answers.find(({ status }) => status === 200)?.body.id;
      expect(await follow(`articles/${a}`)).toEqual({ status: 200, id: winner, hops: 0 });
    }
  });

  it('do not take each other’s present ones, crosswise', async () => {
    const [a, b] = slugs();
    const [one, other] = [await article(a), await article(b)];
    await desk.saved(managing, one, { slug: b });
    await desk.saved(managing, other, { slug: a });
    const answers = await atOnce([one, other].map(({ id }) => [id, 'publish'] as const));
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
  });

  it('are a killing and a taking: one comes first, and what was killed first keeps all it had', async () => {
    for (let round = 0; round < 2; round += 1) {
      const [a, b, c] = slugs();
      const left = await article(a);
      await move(left, b);
      const taker = await article(c);
      await desk.saved(managing, taker, { slug: a });
      const answers = await atOnce([
        [taker.id, 'publish'],
        [left.id, 'kill', KILLING],
      ]);
      expect(answers[1]?.status).toBe(200);
      expect([200, 409]).toContain(answers[0]?.status);
      expect((await deliver(`articles/${a}`)).status).toBe(answers[0]?.status === 200 ? 200 : 410);
      expect((await deliver(`articles/${b}`)).status).toBe(410);
    }
  });
});

/** What becomes of addresses, without a database: by slug, whose it is, and by item, where it is. */
class AddressModel {
  readonly owner = new Map<string, number>();
  readonly present: string[];
  readonly state: ('live' | 'withdrawn' | 'killed')[];

  constructor(starts: readonly string[]) {
    this.present = [...starts];
    this.state = starts.map(() => 'live');
    starts.forEach((slug, item) => this.owner.set(slug, item));
  }

  /** Whether the item may go there; if so, it does. */
  move(item: number, slug: string): boolean {
    const owner = this.owner.get(slug);
    const isLeft = owner !== undefined && this.state[owner] === 'live' && this.present[owner] !== slug;
    if (this.state[item] === 'killed' || (owner !== undefined && owner !== item && !isLeft)) return false;
    this.owner.set(slug, item);
    this.present[item] = slug;
    this.state[item] = 'live';
    return true;
  }

  expected(slug: string, ids: readonly string[]): object {
    const owner = this.owner.get(slug);
    if (owner === undefined) return { status: 404, hops: 0 };
    if (this.state[owner] !== 'live') return { status: 410, hops: 0 };
    return { status: 200, id: ids[owner], hops: this.present[owner] === slug ? 0 : 1 };
  }
}

describe('any sequence of moves, withdrawals and killings', () => {
  it('leaves every address within one step of its item, as a plain model has it', async () => {
    const step = fc.record({
      item: fc.nat({ max: 2 }),
      slug: fc.nat({ max: 4 }),
      verb: fc.constantFrom('move', 'move', 'move', 'move', 'move', 'move', 'unpublish', 'republish', 'kill'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        const word = uniqueName('model').replace(' ', '-');
        const all = Array.from({ length: 5 }, (_, n) => `${word}-${'abcde'[n]}`);
        const items = [];
        for (const slug of all.slice(0, 3)) items.push(await article(slug));
        const ids = items.map(({ id }) => id);
        const model = new AddressModel(all.slice(0, 3));
        for (const { item, slug: n, verb } of steps) {
          const [target, slug, id] = [items[item], all[n], ids[item]];
          if (!target || !slug || id === undefined) throw new Error('The model is of other items.');
          if (verb === 'move') {
            const saved = await desk.save(managing, target, { slug, kicker: uniqueName('Take') });
            const { status } = saved.status === 200 ? await desk.act(managing, id, 'publish') : saved;
            expect({ verb, status }).toEqual({ verb, status: model.move(item, slug) ? 200 : 409 });
          } else {
            const body = { unpublish: GONE, kill: KILLING, republish: {} }[verb];
            const { status } = await desk.act(managing, id, verb, body);
            const becomes = { unpublish: 'withdrawn', kill: 'killed', republish: 'live' } as const;
            if (status === 200) model.state[item] = becomes[verb];
          }
        }
        for (const slug of all) {
          const { id, ...found } = await follow(`articles/${slug}`);
          expect({ slug, ...found, ...(found.status === 200 ? { id } : {}) }).toEqual({
            slug,
            ...model.expected(slug, ids),
          });
        }
      }),
      { numRuns: 4 },
    );
  });
});
