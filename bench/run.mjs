import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inTurns, quantile } from './compare.mjs';
import { fill, slugOf } from './fill.mjs';
import { answersPerSecond, timed } from './load.mjs';
import { Newsroom } from './newsroom.mjs';
import { recorded } from './replayed.mjs';

/**
 * `npm run bench`: what Copydesk costs beside what the same cannot cost less, in one run, in turns. Prints a table and
 * writes `bench-results.json`. `--smoke` is a short run that shows that it works, and measures nothing worth reading.
 */
const { values: options } = parseArgs({
  options: { smoke: { type: 'boolean' }, items: { type: 'string' }, out: { type: 'string' } },
});
const smoke = options.smoke ?? false;
const MOST = Number(options.items ?? (smoke ? 3_000 : 1_000_000));
const ROUNDS = smoke ? 2 : 7;
const LOAD = { connections: 16, milliseconds: smoke ? 100 : 1_500 };
const WRITES = smoke ? 5 : 60;
const FEW = 1_000;
const DEEP_PAGE = smoke ? 50 : 15_000;
const PAGE = 20;

const LOOKUP = `
  select p.document, p.etag from address a join published_item p on p.item_id = a.item_id
   where a.kind = $1 and a.slug = $2`;

/** Node sends these by itself. */
const BY_NODE = new Set(['date', 'connection', 'keep-alive']);

/** Different documents, of the same length: who asks for one that is on its way to another gets the same. */
const OF_MANY = Array.from({ length: 900 }, (_, n) => get(`/delivery/v1/articles/${slugOf(100 + n)}`));

const rows = [];
const newsroom = new Newsroom();
try {
  await newsroom.open();
  await run();
} finally {
  await newsroom.close();
}
report();

async function run() {
  const ours = await newsroom.serve();
  row('start to ready', { ours: ours.startMilliseconds, unit: 'ms' });
  await newsroom.staff(ours.port);
  const model = await newsroom.article(ours.port, 'River talks resume', 700);
  const published = (await newsroom.publish(ours.port, model)).body;
  await new Promise((done) => setTimeout(done, smoke ? 100 : 5_000));
  row('memory of an idle process', { ours: memoryOf(ours.pid), unit: 'MB', atMost: 160 });
  await fill(newsroom.db, { model: model.id, from: 1, to: FEW, search: true });

  await readsFromMemory(ours, published.slug);
  const cold = await newsroom.serve({ READER_CACHE_MB: '0' });
  const lookup = await newsroom.contend('lookup', { sql: LOOKUP });
  await coldReads(cold, lookup);
  await writes(ours);
  await visible(ours, published);

  await fill(newsroom.db, { model: model.id, from: FEW, to: MOST, search: MOST <= 100_000 });
  await newsroom.db.query('update publication_clock set generation = generation + 1');
  await growth({ hot: ours, cold });
  await lists(cold);
}

/** The same bytes, headers as well, from our memory and from that of a bare server. */
async function readsFromMemory({ port }, slug) {
  const path = `/delivery/v1/articles/${slug}`;
  const answer = await timed(port, 'GET', path);
  const { etag } = answer.headers;
  const body = Buffer.from(JSON.stringify(answer.body));
  const notModified = await timed(port, 'GET', path, { headers: { 'If-None-Match': etag } });
  const bare = await newsroom.contend('memory', {
    body: body.toString('base64'),
    etag,
    headers: ofOurs(answer),
    headersOf304: ofOurs(notModified),
  });
  const head = get(path);
  compare(
    'hot read',
    'node:http, the same bytes',
    0.85,
    await inTurns(ROUNDS, load(port, head), load(bare.port, head)),
  );
  const again = `${head}\r\nIf-None-Match: ${etag}`;
  compare(
    '304',
    'node:http, the same tag',
    0.85,
    await inTurns(ROUNDS, load(port, again), load(bare.port, again)),
  );
}

/** Without any memory: every read is one of the database. */
async function coldReads(cold, lookup) {
  const measured = await inTurns(ROUNDS, load(cold.port, OF_MANY), load(lookup.port, OF_MANY));
  compare('cold read', 'node:http, one lookup', 0.85, measured);
}

/** A save and a publication beside a handler that sends the same statements. */
async function writes(ours) {
  const file = join(newsroom.folder, 'statements');
  writeFileSync(file, '');
  const recorder = await newsroom.serve({ RECORD_STATEMENTS: file }, [
    '--import',
    join(import.meta.dirname, 'record-statements.mjs'),
  ]);
  const sample = await newsroom.article(recorder.port, 'A recorded story', 300);
  const warm = (await newsroom.save(recorder.port, sample, { kicker: 'Warm' })).body;
  writeFileSync(`${file}.undo`, '');
  let from = statSync(file).size;
  await newsroom.save(recorder.port, warm, { kicker: 'Recorded' });
  const save = recorded(file, from, 'insert into "revision"');
  from = statSync(file).size;
  await newsroom.publish(recorder.port, warm);
  const publish = recorded(file, from, 'insert into published_item');
  recorder.child.kill('SIGTERM');

  let item = await newsroom.article(ours.port, 'A story that is written often', 300);
  let number = 0;
  const saver = await newsroom.contend('replay', save);
  const publisher = await newsroom.contend('replay', publish);
  const oneSave = async () => {
    const answer = await newsroom.save(ours.port, item, { kicker: `Number ${(number += 1)}` });
    item = answer.body;
    return 1_000 / answer.milliseconds;
  };
  const onePublication = async () => {
    await oneSave();
    const answer = await newsroom.publish(ours.port, item);
    item = answer.body;
    return 1_000 / answer.milliseconds;
  };
  const replay =
    ({ port }) =>
    async () =>
      1_000 / (await timed(port, 'POST', '/', { body: {} })).milliseconds;
  for (let turn = 0; turn < 10; turn += 1) await onePublication();
  compare(
    `save (${save.statements.length} statements)`,
    'node:http, the same SQL',
    0.6,
    await inTurns(WRITES, oneSave, replay(saver)),
  );
  compare(
    `publish (${publish.statements.length} statements)`,
    'node:http, the same SQL',
    0.6,
    await inTurns(WRITES, onePublication, replay(publisher)),
  );
}

/** From the acknowledgement of a publication until another process shows it. */
async function visible(ours, { id, slug, version }) {
  const other = await newsroom.serve();
  const path = `/delivery/v1/articles/${slug}`;
  let item = { id, version };
  const waits = [];
  for (let turn = 0; turn < WRITES; turn += 1) {
    const headline = `River talks, day ${turn}`;
    await timed(other.port, 'GET', path);
    item = (await newsroom.save(ours.port, item, { headline })).body;
    item = (await newsroom.publish(ours.port, item)).body;
    const publishedAt = performance.now();
    while ((await timed(other.port, 'GET', path)).body.headline !== headline);
    waits.push(performance.now() - publishedAt);
  }
  other.child.kill('SIGTERM');
  row('publish to visible on another process, p99', { ours: quantile(waits, 0.99), unit: 'ms', atMost: 100 });
}

/** Reads beside those of a newsroom that has few items, on the same PostgreSQL and in turns. */
async function growth(many) {
  const small = await newsroom.another('few_items');
  const few = { hot: await small.serve(), cold: await small.serve({ READER_CACHE_MB: '0' }) };
  await small.staff(few.hot.port);
  const model = await small.article(few.hot.port, 'River talks resume', 700);
  await small.publish(few.hot.port, model);
  await fill(small.db, { model: model.id, from: 1, to: FEW, search: true });
  for (const read of ['hot', 'cold']) {
    const measured = await inTurns(ROUNDS, load(few[read].port, OF_MANY), load(many[read].port, OF_MANY));
    row(`${read} read, ${count(MOST)} items to ${count(FEW)}`, { ratio: measured.ratio, atMost: 1.15 });
  }
}

/** The first page, the deep one, and a search, each of them asked of the database. */
async function lists({ port }) {
  const first = `/delivery/v1/articles?limit=${PAGE}`;
  const deep = `${first}&cursor=${await cursorOfPage(port)}`;
  const measured = await inTurns(ROUNDS, load(port, get(deep)), load(port, get(first)));
  row('list, first page', { ours: measured.limit, unit: '/s' });
  row(`list, page ${count(DEEP_PAGE)} to the first`, { ratio: 1 / measured.ratio, atMost: 1.2 });
  row('search', {
    ours: await answersPerSecond(port, get('/delivery/v1/search?q=ministers%20river'), LOAD),
    unit: '/s',
  });
}

async function cursorOfPage(port) {
  const pages = Math.floor(((DEEP_PAGE - 1) * PAGE) / 100);
  let cursor = null;
  for (let page = 0; page < pages; page += 1) {
    const { body } = await timed(
      port,
      'GET',
      `/delivery/v1/articles?limit=100${cursor ? `&cursor=${cursor}` : ''}`,
    );
    if (body.nextCursor === null) break;
    cursor = encodeURIComponent(body.nextCursor);
  }
  return cursor;
}

/** The headers that Node does not send by itself, name and value in turns. */
function ofOurs({ rawHeaders }) {
  const pairs = Array.from({ length: rawHeaders.length / 2 }, (_, n) => rawHeaders.slice(2 * n, 2 * n + 2));
  return pairs.filter(([name]) => !BY_NODE.has(name.toLowerCase())).flat();
}

function get(path) {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1`;
}

function load(port, head) {
  return async () => answersPerSecond(port, head, LOAD);
}

function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1]) / 1024;
}

function compare(what, against, atLeast, { ours, limit, ratio }) {
  row(what, { ours, limit, against, ratio, atLeast, unit: '/s' });
}

function row(what, measured) {
  if (process.env.BENCH_DEBUG) console.error(what, measured);
  const { ratio, ours, atLeast, atMost } = measured;
  const value = ratio ?? ours;
  const holds = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  rows.push({ what, ...measured, holds });
}

function report() {
  const shown = rows.map(({ what, ours, unit, limit, against, ratio, atLeast, atMost, holds }) => ({
    what,
    ours: ours === undefined ? '' : `${Math.round(ours * 10) / 10} ${unit}`,
    against: against === undefined ? '' : `${Math.round(limit * 10) / 10} ${unit}, ${against}`,
    ratio: ratio === undefined ? '' : ratio.toFixed(2),
    wanted: atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : '',
    holds: atLeast === undefined && atMost === undefined ? '' : holds ? 'yes' : 'NO',
  }));
  console.table(shown);
  const out = options.out ?? 'bench-results.json';
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(
    out,
    `${JSON.stringify({ at: new Date().toISOString(), smoke, items: MOST, machine, rows }, null, 2)}\n`,
  );
  console.log(`Written to ${out}.`);
}

function count(number) {
  return number.toLocaleString('en');
}
