// The least that a server in Node can do with a notice: take the body in and answer. What is above that is ours.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 25 });
    outgoing.end('{"code":0,"message":"OK"}');
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
