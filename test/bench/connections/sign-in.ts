import type { ConnectionKind } from '../../../shared/connections.ts';
import type { TestSimulator } from '../../support/simulator.ts';
import { ask } from './ask.ts';
import type { ServerProcess } from './server-process.ts';

const ORIGIN = 'https://app.example';
/** Sign-ins at the same time. */
const LANES = 4;

/** A connection, each in a workspace of its own. */
export interface Held {
  workspaceId: string;
  connectionId: string;
  kind: ConnectionKind;
}

/** All in the same minute, the worst case for whatever happens a fixed time later. Each is another tenant's. */
export async function signInAll(
  count: number,
  simulator: TestSimulator,
  servers: readonly ServerProcess[],
): Promise<Held[]> {
  const held: Held[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const server = servers[index % servers.length] as ServerProcess;
      held.push(
        await signIn(`workspace-${index}`, index % 2 === 0 ? 'advertiser' : 'tiktok_account', simulator, server),
      );
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return held;
}

async function signIn(
  workspaceId: string,
  kind: ConnectionKind,
  simulator: TestSimulator,
  server: ServerProcess,
): Promise<Held> {
  const started = await ask(server, workspaceId, 'POST', '/v1/connections/authorize', { origin: ORIGIN, kind });
  const callback = await simulator.consent(String(started['authorizeUrl']));
  const page = await fetch(`${server.url}${callback.pathname}${callback.search}`);
  if (page.status !== 200) throw new Error(`A sign-in failed: ${page.status} ${await page.text()}`);
  await page.body?.cancel();
  const attempt = await ask(server, workspaceId, 'GET', `/v1/connections/attempts/${String(started['attemptId'])}`);
  if (attempt['status'] !== 'succeeded') throw new Error(`A sign-in failed: ${JSON.stringify(attempt)}`);
  return { workspaceId, kind, connectionId: String(attempt['connectionId']) };
}
