import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import type { CallLookUp } from '../store/calls.ts';

// What may be done about a write whose answer was lost, by its endpoint. Nothing is done about an endpoint that is not named here:
// nobody knows what doing it twice would do.

/** What may be done when an answer was lost. */
export type Plan =
  /** It says how something is to be, so saying it again changes nothing. */
  | { readonly kind: 'repeat' }
  /** It makes something that can be looked for. `isGuarded`: TikTok refuses a second one with the same `request_id`. */
  | {
      readonly kind: 'look_up';
      readonly lookUp: CallLookUp;
      readonly isGuarded: boolean;
      readonly maySendAgain: boolean;
    }
  /** It may neither be sent again nor be looked for. */
  | { readonly kind: 'never' };

/**
 * Writes that set what they name: budgets, statuses, settings. A second time changes nothing (40012 NO_UPDATE at most). Audiences are
 * not among them: an update without `action` replaces what somebody else has added meanwhile.
 */
const REPEATABLE: ReadonlySet<string> = new Set([
  '/campaign/update/',
  '/campaign/status/update/',
  '/adgroup/update/',
  '/adgroup/budget/update/',
  '/adgroup/status/update/',
  '/ad/update/',
  '/ad/status/update/',
  '/smart_plus/campaign/update/',
  '/smart_plus/campaign/status/update/',
  '/smart_plus/adgroup/update/',
  '/smart_plus/adgroup/budget/update/',
  '/smart_plus/adgroup/status/update/',
  '/smart_plus/ad/update/',
  '/smart_plus/ad/status/update/',
]);

export const CREATE_PATHS = {
  campaign: '/campaign/create/',
  adgroup: '/adgroup/create/',
  ad: '/ad/create/',
  audience: '/dmp/custom_audience/create/',
} as const satisfies Record<CallLookUp['level'], string>;

/** Creates that take a `request_id` (portal pages "Create a campaign" and "Create an ad group"). Ads take none. */
const GUARDED: ReadonlySet<string> = new Set([CREATE_PATHS.campaign, CREATE_PATHS.adgroup]);

type AskedCall = Pick<GuardedCall, 'method' | 'path' | 'advertiserId' | 'body'>;

/** Whether the create takes a `request_id`. */
export function takesRequestId({ method, path, body }: AskedCall): boolean {
  return method === 'POST' && body.kind === 'json' && GUARDED.has(path);
}

/** The `request_id` that the caller sends along; null without one. */
export function requestIdOf(call: AskedCall): string | null {
  const value = takesRequestId(call) ? callFields(call)['request_id'] : null;
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
}

/** What may be done about the call when its answer was lost. Pure. */
export function planOf(call: AskedCall): Plan {
  if (call.method !== 'POST' || call.body.kind !== 'json') return { kind: 'never' };
  if (REPEATABLE.has(call.path)) return { kind: 'repeat' };
  const lookUp = lookUpOf(call);
  if (lookUp === null) return { kind: 'never' };
  return {
    kind: 'look_up',
    lookUp,
    isGuarded: takesRequestId(call),
    // The zone of an audience's `create_time` is not documented, so that it is not there proves nothing.
    maySendAgain: lookUp.level !== 'audience',
  };
}

/** What to look for when the call's answer is lost; null where nothing would be found for certain. Pure. */
export function lookUpOf(call: AskedCall): CallLookUp | null {
  if (call.method !== 'POST' || call.body.kind !== 'json' || call.advertiserId === null) return null;
  const fields = call.body.value;
  switch (call.path) {
    case CREATE_PATHS.campaign:
      // TopView campaigns have a list of their own (`buying_types` RESERVATION_TOP_VIEW "must be asked alone"), and reserved
      // ones are made elsewhere.
      if (fields['objective_type'] === 'TOPVIEW_REACH') return null;
      return named('campaign', null, [fields['campaign_name']]);
    case CREATE_PATHS.adgroup:
      return isId(fields['campaign_id'])
        ? named('adgroup', String(fields['campaign_id']), [fields['adgroup_name']])
        : null;
    case CREATE_PATHS.ad: {
      const creatives = creativesOf(fields);
      if (creatives === null || !isId(fields['adgroup_id'])) return null;
      return named(
        'ad',
        String(fields['adgroup_id']),
        creatives.map((creative) => creative['ad_name']),
      );
    }
    case CREATE_PATHS.audience:
      return named('audience', null, [fields['custom_audience_name']]);
    default:
      return null;
  }
}

/** The ads that a call would make; null when it does not say. */
export function creativesOf(
  fields: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] | null {
  const list = fields['creatives'];
  return Array.isArray(list) && list.length > 0 && list.every(isRecord) ? list : null;
}

/** TikTok makes 20 ads in one call, with names of 512 characters. What it refuses anyway is not written down and held by the thousand. */
const MOST_NAMES = 100;
const MOST_NAME_CHARACTERS = 1024;

function named(level: CallLookUp['level'], parentId: string | null, names: readonly unknown[]): CallLookUp | null {
  // Without a name TikTok chooses one, and then nothing tells one's own from another's.
  const areNames = names.every(
    (name) => typeof name === 'string' && name !== '' && name.length <= MOST_NAME_CHARACTERS,
  );
  return areNames && names.length <= MOST_NAMES ? { level, parentId, names: names as string[] } : null;
}

function isId(value: unknown): boolean {
  return /^\d{1,24}$/.test(String(value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
