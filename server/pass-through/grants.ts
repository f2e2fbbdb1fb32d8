import { type ConnectionGrant, openUsableGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import type { CallTarget } from '../store/call-targets.ts';

/** So many opened tokens are held at a time; beyond, those opened first are opened again. */
const MAX_OPEN = 2_000;

/** Tokens of connections, opened once for as long as the connection has no other. */
export interface Grants {
  /**
   * @param target as just read: its state is believed, and its token version tells whether the opened token is still the one
   * @throws {AppError} connection_disconnected, connection_read_only; see withGrant
   */
  of(workspaceId: string, target: CallTarget, purpose: 'read' | 'write'): Promise<ConnectionGrant>;
  /** Keeps a token that was renewed just now. */
  keep(grant: ConnectionGrant): void;
}

/** Opening a sealed token takes as long as all the rest of a quick call. Held in memory only, as every token in use is. */
export function createGrants(deps: Deps): Grants {
  const open = new Map<string, ConnectionGrant>();

  function keep(grant: ConnectionGrant): void {
    const key = keyOf(grant.workspaceId ?? '', grant.connectionId);
    open.delete(key);
    for (const [first] of open) {
      if (open.size < MAX_OPEN) break;
      open.delete(first);
    }
    open.set(key, grant);
  }

  return {
    async of(workspaceId, target, purpose) {
      const { connectionId, tokenVersion } = target;
      if (isReady(target, purpose, deps.clock.now())) {
        const grant = open.get(keyOf(workspaceId, connectionId));
        if (grant?.tokenVersion === tokenVersion) return grant;
      }
      const grant = await openUsableGrant(deps, workspaceId, connectionId, purpose);
      keep(grant);
      return grant;
    },
    keep,
  };
}

function keyOf(workspaceId: string, connectionId: string): string {
  return `${connectionId}\n${workspaceId}`;
}

/** Whether nothing but the token itself is needed. Everything else is for who knows what to do and say about it. */
function isReady({ state, tokenExpiresAt }: CallTarget, purpose: 'read' | 'write', now: number): boolean {
  if (tokenExpiresAt !== null && tokenExpiresAt <= now) return false;
  return state === 'active' || state === 'expiring' || (state === 'read_only' && purpose === 'read');
}
