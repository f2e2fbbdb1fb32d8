// The other side of open streams, in a process of its own: opens as many as it is told and says when the last one has each event.
// Events are told apart by their id; instants are epoch milliseconds with fractions.
import { Agent, get } from 'node:http';

export interface ReadersTask {
  url: string;
  /** A session token for each stream, and how many streams have to see an event of its workspace. */
  streams: { token: string; workspaceId: string }[];
}
export type ReadersSaid =
  | { kind: 'open'; seconds: number }
  /** The last stream of its workspace has it. */
  | { kind: 'seen'; eventId: string; firstAt: number; lastAt: number }
  | { kind: 'broken'; why: string };

const say = (message: ReadersSaid) => process.send?.(message);
const now = () => performance.timeOrigin + performance.now();

process.once('message', (task: ReadersTask) => {
  const startedAt = performance.now();
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const perWorkspace = new Map<string, number>();
  for (const { workspaceId } of task.streams) perWorkspace.set(workspaceId, (perWorkspace.get(workspaceId) ?? 0) + 1);
  const seen = new Map<string, { count: number; firstAt: number }>();
  let open = 0;
  let waiting = [...task.streams];

  const arrived = (eventId: string, workspaceId: string) => {
    const at = now();
    const one = seen.get(eventId) ?? { count: 0, firstAt: at };
    one.count += 1;
    seen.set(eventId, one);
    if (one.count === perWorkspace.get(workspaceId)) say({ kind: 'seen', eventId, firstAt: one.firstAt, lastAt: at });
  };

  const openNext = () => {
    const stream = waiting.shift();
    if (stream === undefined) return;
    const headers = { Authorization: `Bearer ${stream.token}` };
    get(`${task.url}/v1/events`, { agent, headers }, (response) => {
      if (response.statusCode !== 200) return say({ kind: 'broken', why: `answered ${response.statusCode}` });
      let rest = '';
      let isGreeted = false;
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const messages = (rest + text).split('\n\n');
        rest = messages.pop() ?? '';
        for (const message of messages) {
          const id = /^id: (.+)$/m.exec(message)?.[1];
          if (id !== undefined) arrived(id, stream.workspaceId);
        }
        if (isGreeted) return;
        isGreeted = true;
        open += 1;
        if (open === task.streams.length) say({ kind: 'open', seconds: (performance.now() - startedAt) / 1000 });
        openNext();
      });
      response.on('close', () => say({ kind: 'broken', why: 'a stream ended' }));
      return undefined;
    }).on('error', (error) => say({ kind: 'broken', why: error.message }));
  };
  for (let lane = 0; lane < 50; lane += 1) openNext();
});
