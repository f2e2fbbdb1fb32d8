import type { Location } from '../../shared/audiences.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';
import { listCountries } from '../tiktok/index.ts';
import { atTikTok } from './at-tiktok.ts';

/** Countries hardly change, and a page asks for them each time somebody opens a form. */
const KEEP_MS = 3_600_000;
const MAX_KEPT = 200;

interface Kept {
  at: number;
  locations: Promise<Location[]>;
}

/** Per server, by workspace and ad account, the one asked for longest ago first. */
const kept = new WeakMap<Deps, Map<string, Kept>>();

/**
 * The countries in which TikTok can look for people for this ad account, by name. Asked of TikTok once an hour.
 *
 * @throws {AppError} permission_denied, account_not_imported, connection_disconnected, and TikTok's failures
 */
export async function listLocations(deps: Deps, actor: Actor, advertiserId: string): Promise<Location[]> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const places = kept.get(deps) ?? new Map<string, Kept>();
  kept.set(deps, places);
  const key = `${workspaceId}\n${advertiserId}`;
  const now = deps.clock.now();
  const known = places.get(key);
  if (known !== undefined && now >= known.at && now - known.at < KEEP_MS) {
    // Known or not, the ad account has to be this workspace's still.
    if ((await deps.store.workspace(workspaceId).adAccounts.get(advertiserId)) !== null) return known.locations;
  }
  const locations = ask(deps, workspaceId, advertiserId);
  places.delete(key);
  places.set(key, { at: now, locations });
  const [oldest] = places.keys();
  if (places.size > MAX_KEPT && oldest !== undefined) places.delete(oldest);
  try {
    return await locations;
  } catch (error) {
    if (places.get(key)?.locations === locations) places.delete(key);
    throw error;
  }
}

async function ask(deps: Deps, workspaceId: string, advertiserId: string): Promise<Location[]> {
  const countries = await atTikTok(deps, workspaceId, advertiserId, 'read', (grant) =>
    listCountries(deps.tiktok, grant, advertiserId),
  );
  return countries.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}
