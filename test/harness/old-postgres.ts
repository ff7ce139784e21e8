import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** One message of PostgreSQL's protocol: a letter, the length, the content. */
function message(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}

const READY = message('Z', Buffer.from('I'));

/** What answers "server_version" with one text column and one row. */
function oneRow(value: string): Buffer {
  const column = Buffer.concat([Buffer.from('server_version\0'), Buffer.alloc(18)]);
  // Type oid 25 (text), of any length.
  column.writeInt32BE(25, column.length - 12);
  column.writeInt16BE(-1, column.length - 8);
  column.writeInt32BE(-1, column.length - 6);
  const size = Buffer.alloc(4);
  size.writeInt32BE(value.length);
  return Buffer.concat([
    message('T', Buffer.concat([Buffer.from([0, 1]), column])),
    message('D', Buffer.concat([Buffer.from([0, 1]), size, Buffer.from(value)])),
    message('C', Buffer.from('SHOW\0')),
    READY,
  ]);
}

/** Stands for a PostgreSQL server of that version, as far as a client that asks for nothing else can tell. */
export async function oldPostgres(version: string): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', Buffer.alloc(4)), READY]));
      socket.on('data', (data) => {
        if (data.toString('latin1').startsWith('Q')) socket.write(oneRow(version));
      });
    });
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `postgres://desk@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/desk`,
    server,
  };
}
