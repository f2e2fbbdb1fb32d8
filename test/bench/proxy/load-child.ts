// Sends one request again and again over connections that stay open, one at a time on each, for so long. A process of its own.
import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly ms: number;
  /** Whole requests, as text; taken in turn. `{{n}}` becomes a number that no other has, of eight digits. */
  readonly request: string;
}

export interface LoadResult {
  readonly count: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const STATUS_AT = 9;
const HEAD_END = Buffer.from('\r\n\r\n');
let numbered = 0;

process.on('message', (load: Load) => void run(load).then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function run({ port, connections, ms, request }: Load): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const isNumbered = request.includes('{{n}}');
  const fixed = Buffer.from(request);
  const next = (): Buffer => {
    if (!isNumbered) return fixed;
    numbered += 1;
    return Buffer.from(request.replaceAll('{{n}}', String(numbered).padStart(8, '0')));
  };
  const statuses: Record<string, number> = {};
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + ms;
  let running = sockets.length;

  await new Promise<void>((resolve, reject) => {
    const serve = (socket: Socket): void => {
      let sentAt = 0;
      let reply: Buffer = Buffer.alloc(0);
      const send = (): void => {
        sentAt = performance.now();
        socket.write(next());
      };
      socket.on('data', (chunk: Buffer) => {
        reply = reply.length === 0 ? chunk : Buffer.concat([reply, chunk]);
        if (!isWhole(reply)) return;
        const status = reply.toString('latin1', STATUS_AT, STATUS_AT + 3);
        statuses[status] = (statuses[status] ?? 0) + 1;
        reply = Buffer.alloc(0);
        const at = performance.now();
        latencies.push(at - sentAt);
        if (at < endsAt) send();
        else if ((running -= 1) === 0) resolve();
      });
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the server closed a connection')));
      send();
    };
    for (const socket of sockets) serve(socket);
  });

  const seconds = (performance.now() - startedAt) / 1000;
  for (const socket of sockets) {
    socket.removeAllListeners('close');
    socket.destroy();
  }
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, statuses, seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
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

/** Answers of a proxy may come in chunks: their end is a chunk of no length. */
function isWhole(reply: Buffer): boolean {
  const end = reply.indexOf(HEAD_END);
  if (end < 0) return false;
  const head = reply.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return reply.length >= end + HEAD_END.length + Number(length);
  return /\r\ntransfer-encoding: chunked/i.test(head) && reply.subarray(-5).toString('latin1') === '0\r\n\r\n';
}
