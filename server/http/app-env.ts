import type { Actor } from '../deps.ts';

/** What every route finds in its context: who calls (behind the auth middleware only) and the id of this request. */
export interface AppEnv {
  Variables: { actor: Actor; requestId: string };
}
