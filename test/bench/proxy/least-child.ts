// The least that a proxy of Node's can do: its own server and undici's quickest interface, an answer in one write, and nothing looked at.
// What is measured above it is what guards cost.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

const PREFIX = '/v1/tiktok';
const pool = new Pool(`http://127.0.0.1:${process.env['UPSTREAM_PORT']}`);

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  const path = (incoming.url ?? '').slice(PREFIX.length);
  pool.dispatch(
    { path, method: 'GET', headers: ['accept', 'application/json'] },
    {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd() {
        const body = Buffer.concat(chunks);
        outgoing.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', String(body.length)]);
        outgoing.end(body.toString('latin1'), 'latin1');
      },
      onResponseError: () => outgoing.destroy(),
    },
  );
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
