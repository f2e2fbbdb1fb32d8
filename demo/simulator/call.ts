import type { OwnLimit } from './apps.ts';
import { TikTokFailure } from './envelope.ts';
import type { JsonValue } from './exact-json.ts';
import type { Environment, Grant } from './grants.ts';
import { requiredId, type Arguments } from './input.ts';
import type { SimulatorState } from './state.ts';
import type { Advertiser } from './world.ts';

/** One call of the API, past all checks that every endpoint shares. */
export interface ApiCall {
  state: SimulatorState;
  environment: Environment;
  /** The query of a GET, the JSON body of a POST; empty for a form, which its endpoint reads itself. */
  args: Arguments;
  /** What the token stands for; endpoints that need no token do not look. */
  grant: Grant | null;
  contentType: string | null;
  /** The body of a form, unread. */
  body: AsyncIterable<Uint8Array>;
  /** Replaces what the request log shows as the body. */
  logBody: (summary: JsonValue) => void;
  /** Adds a header to the answer. */
  setHeader: (name: string, value: string) => void;
  /** Says in the request log which kind of injected fault the answer comes from. */
  logFault: (kind: string) => void;
  /** Tells later whether the answer reached the client whole, or was lost on the way. */
  onDelivery: (settle: (isDelivered: boolean) => void) => void;
}

export interface Route {
  method: 'GET' | 'POST';
  /** Below `/open_api/v1.3`, with both slashes. */
  path: string;
  /** `app`: authenticated by the app's pair inside the call, no token needed. */
  auth: 'token' | 'app';
  inSandbox: boolean;
  /** The permission the token must carry: an id of the portal's appendix of permission scopes. */
  permission?: string;
  isForm?: boolean;
  /** Has a limit of its own: `segmentMapping` instead of the app's, the others beside it [inferred]. */
  ownLimit?: OwnLimit;
  /** A `Response` goes out as it is, without the envelope. */
  handle: (call: ApiCall) => JsonValue | Response | Promise<JsonValue | Response>;
}

/** The grant behind the call's token. */
export function grantOf(call: ApiCall): Grant {
  if (call.grant === null) throw new TikTokFailure(40104, 'Access token is empty.');
  return call.grant;
}

/**
 * The ad account an endpoint works on. The consent has to cover it and the person has to have a role on it still.
 *
 * @throws {TikTokFailure} 40001 - out of reach; for a write also when the person is only an ANALYST or the account is
 *   suspended
 */
export function advertiserFor(call: ApiCall, access: 'read' | 'write', args: Arguments = call.args): Advertiser {
  return advertiserById(call, access, requiredId(args, 'advertiser_id'));
}

/** The same for an ad account that is named otherwise. */
export function advertiserById(call: ApiCall, access: 'read' | 'write', advertiserId: string): Advertiser {
  const { user } = grantOf(call);
  const advertiser = reachableAdvertiser(call, advertiserId);
  if (advertiser === undefined) throw noPermission(advertiserId);
  if (access === 'write') {
    if (user.roles.get(advertiserId) === 'ANALYST') throw noPermission(advertiserId);
    // That a suspended account refuses writes is expected, the code is our reading [inferred].
    if (advertiser.status !== 'STATUS_ENABLE' && !advertiser.status.startsWith('STATUS_PENDING')) {
      throw new TikTokFailure(
        40001,
        `No permission to operate advertiser ${advertiserId}. The status of the ad account is ${advertiser.status}.`,
      );
    }
  }
  return advertiser;
}

/** The ad account when the consent covers it and the person still has a role on it; undefined otherwise. */
export function reachableAdvertiser(call: ApiCall, advertiserId: string): Advertiser | undefined {
  const { advertiserIds, user } = grantOf(call);
  if (!advertiserIds.includes(advertiserId) || !user.roles.has(advertiserId)) return undefined;
  const { advertisers, sandbox } = call.state.world;
  return call.environment === 'sandbox' ? sandbox.advertiser : advertisers.get(advertiserId);
}

/** TikTok's own wording, which clients match on. */
export function noPermission(advertiserId: string): TikTokFailure {
  return new TikTokFailure(40001, `No permission to operate advertiser ${advertiserId}.`);
}
