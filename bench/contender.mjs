import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

/**
 * What Copydesk is compared with: servers that do the least that could be called the same. Started with what it is, and a
 * file with what it needs; says its port to the parent.
 *
 *   memory  sends the same bytes from memory, with the same headers, and 304 for their tag
 *   lookup  sends what one prepared lookup gives
 *   replay  does the recorded statements of a use case in one transaction, and sends a little JSON
 */
const [, , what, file] = process.argv;
const given = JSON.parse(readFileSync(file, 'utf8'));

const handlers = { memory, lookup, replay };
const server = createServer(await handlers[what]());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());

async function memory() {
  const body = Buffer.from(given.body, 'base64');
  const { etag, headers, headersOf304 } = given;
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headersOf304).end();
      return;
    }
    response.writeHead(200, headers);
    response.end(body);
  };
}

async function lookup() {
  const pool = new pg.Pool({ connectionString: given.databaseUrl, max: 10 });
  return async (request, response) => {
    const slug = decodeURIComponent(request.url.slice(request.url.lastIndexOf('/') + 1));
    const { rows } = await pool.query({ name: 'document', text: given.sql, values: ['article', slug] });
    const { document, etag } = rows[0];
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': document.length,
      ETag: etag,
    });
    response.end(document);
  };
}

/**
 * The transaction is rolled back, so that the same can be done again; what a commit costs comes from a row of its own,
 * and deferred triggers are run before.
 */
async function replay() {
  const pool = new pg.Pool({ connectionString: given.databaseUrl, max: 2 });
  await pool.query('create table if not exists bench_commit (n int); insert into bench_commit values (0)');
  return async (request, response) => {
    request.resume();
    const client = await pool.connect();
    try {
      for (const [index, { text, values }] of given.before.entries()) {
        await client.query({ name: `before_${index}`, text, values });
      }
      await client.query('begin');
      for (const [index, { text, values }] of given.statements.entries()) {
        await client.query({ name: `statement_${index}`, text, values });
      }
      await client.query('set constraints all immediate');
      await client.query('rollback');
      await client.query('update bench_commit set n = n + 1');
    } finally {
      client.release();
    }
    const body = JSON.stringify({ done: true });
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body);
  };
}
