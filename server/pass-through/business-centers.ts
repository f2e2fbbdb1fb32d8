import { USABLE_STATES, withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { CallTarget } from '../store/call-targets.ts';
import type { WorkspaceStore } from '../store/store.ts';
import { listBusinessCenters } from '../tiktok/index.ts';

/** TikTok is asked again for one that nobody knows, but no more often: ids may be made up. */
const LOOK_EVERY_MS = 60_000;
/** Of a workspace with more sign-ins the first are asked. */
const MAX_CONNECTIONS = 20;
const MAX_WORKSPACES = 10_000;

interface Look {
  readonly at: number;
  readonly done: Promise<void>;
}

/** The last look at TikTok of each workspace, per server. */
const looks = new WeakMap<Deps, Map<string, Look>>();

/**
 * The connection that reaches a Business Center: the oldest, where several do. Not known yet, TikTok is asked with every usable
 * connection of the workspace, at most once a minute.
 *
 * @throws {AppError} business_center_not_reachable
 */
export async function findBusinessCenter(deps: Deps, store: WorkspaceStore, bcId: string): Promise<CallTarget> {
  const known = await findKnown(store, bcId);
  if (known !== null) return known;
  await lookAtTikTok(deps, store);
  const found = await findKnown(store, bcId);
  if (found !== null) return found;
  throw new AppError(
    'business_center_not_reachable',
    `No connection of this workspace reaches the Business Center ${bcId}. A member of it has to sign in with TikTok.`,
  );
}

async function findKnown({ businessCenters, callTargets }: WorkspaceStore, bcId: string): Promise<CallTarget | null> {
  for (const connectionId of await businessCenters.connectionsOf(bcId)) {
    const target = await callTargets.ofConnection(connectionId);
    if (target !== null && USABLE_STATES.some((state) => state === target.state)) return target;
  }
  return null;
}

/** Whoever asks while a look is under way waits for that one. */
async function lookAtTikTok(deps: Deps, store: WorkspaceStore): Promise<void> {
  const ofServer = looks.get(deps) ?? new Map<string, Look>();
  looks.set(deps, ofServer);
  const now = deps.clock.now();
  const last = ofServer.get(store.workspaceId);
  if (last !== undefined && Math.abs(now - last.at) < LOOK_EVERY_MS) return last.done;
  ofServer.delete(store.workspaceId);
  for (const [first] of ofServer) {
    if (ofServer.size < MAX_WORKSPACES) break;
    ofServer.delete(first);
  }
  const done = readAll(deps, store);
  const look = { at: now, done };
  ofServer.set(store.workspaceId, look);
  // A database that could not be read for a moment is no answer that holds for a minute.
  done.catch(() => ofServer.get(store.workspaceId) === look && ofServer.delete(store.workspaceId));
  return done;
}

async function readAll(deps: Deps, { workspaceId, businessCenters, callTargets }: WorkspaceStore): Promise<void> {
  for (const { connectionId } of await callTargets.listUsable(MAX_CONNECTIONS)) {
    try {
      const bcIds = await withGrant(deps, workspaceId, connectionId, 'read', (grant) =>
        listBusinessCenters(deps.tiktok, grant),
      );
      await businessCenters.set(connectionId, bcIds, deps.clock.now());
    } catch (error) {
      // One sign-in without the permission, or in trouble, hides nothing of what the others reach.
      deps.log.info({ workspaceId, connectionId, err: error }, 'the Business Centers of a connection are not known');
    }
  }
}
