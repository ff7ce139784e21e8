import { appendFileSync, existsSync } from 'node:fs';
import pg from 'pg';

/**
 * Loaded before the server: writes every statement that it sends, with its values, to the file RECORD_STATEMENTS. While
 * there is a file of that name with `.undo` behind it, what is to be committed is rolled back: so the recorded statements
 * can be sent again.
 */
const file = process.env.RECORD_STATEMENTS;
const query = Reflect.get(pg.Client.prototype, 'query');
let clients = 0;
const numbers = new WeakMap();

pg.Client.prototype.query = function record(...given) {
  const [statement, values] = given;
  if (!numbers.has(this)) numbers.set(this, (clients += 1));
  const text = typeof statement === 'string' ? statement : statement?.text;
  const sent = Array.isArray(values) ? values : statement?.values;
  if (typeof text === 'string') {
    const plain = (sent ?? []).map((value) =>
      Buffer.isBuffer(value) ? { bytes: value.toString('base64') } : value,
    );
    appendFileSync(file, `${JSON.stringify({ client: numbers.get(this), text, values: plain })}\n`);
  }
  const isUndone = text === 'COMMIT' && existsSync(`${file}.undo`);
  return query.apply(this, isUndone ? ['ROLLBACK', ...given.slice(1)] : given);
};
