import type { CallFamily, ControlAction } from '../../shared/control-kinds.ts';
import { BEYOND_AD_ACCOUNTS } from './families.ts';
import { KNOWN_CALLS } from './known-calls.ts';

/** A call through the pass-through, as far as the guards need to know it. Of reads only the head is ever looked at. */
export interface GuardedCall {
  /** `call_…`: the id under which it is written down, see GET /v1/tiktok-calls. */
  readonly id: string;
  readonly method: string;
  /** Under /open_api/v1.3, with both slashes: `/campaign/create/`. */
  readonly path: string;
  /** The query as it came, without the question mark. */
  readonly search: string;
  readonly query: Readonly<Record<string, string>>;
  readonly family: CallFamily;
  /** What it does; empty for a read. */
  readonly actions: readonly ControlAction[];
  /** The ad account that it is about; null where it names none or several. */
  readonly advertiserId: string | null;
  /** Every ad account that it names in `advertiser_id` and `advertiser_ids`; all are imported in the workspace. */
  readonly advertiserIds: readonly string[];
  readonly connectionId: string;
  readonly body: CallBody;
}

export type CallBody =
  | { readonly kind: 'none' }
  /** Read whole: the guards look into it and may change it. Integers too long for a number are text. */
  | { readonly kind: 'json'; readonly value: Readonly<Record<string, unknown>> }
  /** Fields before the first file; the rest streams. */
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  /** Something else that is passed on unread. */
  | { readonly kind: 'stream' };

/**
 * Whether a call is about more than the ad accounts that it names: a Business Center, its catalogs, or who knows what. TikTok passes over
 * an `advertiser_id` that such a call does not need, so it must not be what decides whose rules hold.
 */
export function reachesBeyondAdAccounts(call: Pick<GuardedCall, 'path' | 'family' | 'query' | 'body'>): boolean {
  if (BEYOND_AD_ACCOUNTS.has(call.family) || (call.family === 'other' && !KNOWN_CALLS.has(call.path))) return true;
  const named = callFields(call)['bc_id'];
  return 'bc_id' in call.query || (named !== undefined && named !== null);
}

/** The members of a JSON body or the fields of a form; empty for others. */
export function callFields({ body }: Pick<GuardedCall, 'body'>): Readonly<Record<string, unknown>> {
  if (body.kind === 'json') return body.value;
  return body.kind === 'form' ? body.fields : {};
}
