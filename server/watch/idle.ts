import type { Deps } from '../deps.ts';

// Ad accounts that could not be looked at because their sign-in is lost or does not reach them. Their jobs look again every hour; when
// the connection changes they are hurried. Kept in memory: after a restart, or with the change in another process, it takes the hour.

const idle = new WeakMap<Deps, Map<string, Set<string>>>();

export function noteIdle(deps: Deps, workspaceId: string, connectionId: string, advertiserId: string): void {
  const all = idle.get(deps) ?? new Map<string, Set<string>>();
  idle.set(deps, all);
  const key = `${workspaceId}\n${connectionId}`;
  const ids = all.get(key) ?? new Set<string>();
  all.set(key, ids.add(advertiserId));
}

/** Those of a connection, which from then on are not idle any more. */
export function takeIdle(deps: Deps, workspaceId: string, connectionId: string): string[] {
  const key = `${workspaceId}\n${connectionId}`;
  const ids = idle.get(deps)?.get(key) ?? [];
  idle.get(deps)?.delete(key);
  return [...ids];
}
