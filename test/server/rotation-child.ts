// A server in a process of its own that can be told to die in the middle of a renewal. Prints its address on the first line.
import { loadConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import type { ConnectionChange } from '../../server/store/connections.ts';
import type { TikTokRequest } from '../../server/tiktok/index.ts';

const REFRESH = '/tt_user/oauth2/refresh_token/';
const offsetMs = Number(process.env['TEST_CLOCK_OFFSET_MS'] ?? 0);
const dieAt = process.env['TEST_DIE_AT'] ?? 'never';

/** As a power cut does: nothing is flushed, nothing is caught, nothing is given back. */
function dieIf(point: string): void {
  if (dieAt === point) process.kill(process.pid, 'SIGKILL');
}

const server = await createServer(loadConfig(process.env), { clock: { now: () => Date.now() + offsetMs } });
const { tiktok, store } = server.deps;

const request = tiktok.request.bind(tiktok);
Object.assign(tiktok, {
  async request<Data>(wanted: TikTokRequest<Data>) {
    if (wanted.path !== REFRESH) return request(wanted);
    dieIf('before the call');
    const answer = await request(wanted);
    dieIf('after the answer');
    return answer;
  },
});

const workspace = store.workspace.bind(store);
Object.assign(store, {
  workspace(workspaceId: string) {
    const own = workspace(workspaceId);
    const update = own.connections.update.bind(own.connections);
    Object.assign(own.connections, {
      async update(id: string, change: ConnectionChange, ...rest: []) {
        const isPair = change.sealedToken !== undefined && change.tokenVersion !== 1;
        if (isPair) dieIf('before the write');
        const done = await update(id, change, ...rest);
        if (isPair) dieIf('after the write');
        return done;
      },
    });
    return own;
  },
});

const { url } = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${url}\n`);
