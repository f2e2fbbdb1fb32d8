// Sends notices over connections that stay open, one request at a time on each. A process of its own, so that it takes nothing from the
// server's core. Told over IPC what to send; says what came of it.
import { connect, type Socket } from 'node:net';
import { httpRequest } from './requests.ts';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly count: number;
  /** Where the numbering begins, so that no notice is ever sent twice. */
  readonly from: number;
  /** Requests a second; null for as many as are answered. */
  readonly perSecond: number | null;
}

export interface LoadResult {
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** From when a request was due, not from when a connection was free for it. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const STATUS_AT = 9;
const HEAD_END = Buffer.from('\r\n\r\n');

process.on('message', (load: Load) => void run(load).then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function run({ port, path, connections, count, from, perSecond }: Load): Promise<LoadResult> {
  const now = Math.floor(Date.now() / 1000);
  const requests = Array.from({ length: count }, (_, index) => httpRequest(path, from + index, now));
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const statuses: Record<string, number> = {};
  const latencies = new Float64Array(count);
  let next = 0;
  let answered = 0;
  const startedAt = performance.now();
  const dueAt = (index: number) => (perSecond === null ? performance.now() : startedAt + (index * 1000) / perSecond);

  await new Promise<void>((resolve, reject) => {
    const idle: (() => void)[] = [];
    const serve = (socket: Socket): void => {
      let sentFor = 0;
      let reply: Buffer = Buffer.alloc(0);
      const send = (): void => {
        if (next >= count) return;
        const index = next;
        if (perSecond !== null && dueAt(index) > performance.now()) {
          idle.push(send);
          return;
        }
        next += 1;
        sentFor = dueAt(index);
        socket.write(requests[index] as Buffer);
      };
      socket.on('data', (chunk: Buffer) => {
        reply = reply.length === 0 ? chunk : Buffer.concat([reply, chunk]);
        if (!isWhole(reply)) return;
        const status = reply.toString('latin1', STATUS_AT, STATUS_AT + 3);
        statuses[status] = (statuses[status] ?? 0) + 1;
        reply = Buffer.alloc(0);
        latencies[answered] = performance.now() - sentFor;
        answered += 1;
        if (answered === count) resolve();
        else send();
      });
      socket.on('error', reject);
      socket.on('close', () => {
        if (answered < count) reject(new Error('the server closed a connection'));
      });
      send();
    };
    for (const socket of sockets) serve(socket);
    if (perSecond === null) return;
    const timer = setInterval(() => {
      if (next >= count) clearInterval(timer);
      // Each takes the next one that is due, and joins the idle again when none is.
      for (const send of idle.splice(0)) send();
    }, 1);
  });

  const seconds = (performance.now() - startedAt) / 1000;
  for (const socket of sockets) {
    socket.removeAllListeners('close');
    socket.destroy();
  }
  const sorted = latencies.sort();
  const at = (share: number) => sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0;
  return { statuses, seconds, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

function isWhole(reply: Buffer): boolean {
  const end = reply.indexOf(HEAD_END);
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(reply.toString('latin1', 0, end))?.[1];
  return reply.length >= end + HEAD_END.length + Number(length ?? 0);
}
