import type { GuardedCall } from '../call-catalogue/index.ts';

/** Calls that make something which would run at once: TikTok's default of `operation_status` is ENABLE. Of copies it is DISABLE, and is said all the same. */
const CREATES: ReadonlySet<string> = new Set([
  '/campaign/create/',
  '/campaign/copy/task/create/',
  '/adgroup/create/',
  '/smart_plus/campaign/create/',
  '/smart_plus/adgroup/create/',
  '/smart_plus/campaign/copy/task/create/',
  '/smart_plus/ad/create/',
]);
/** Ads are made several at a time, each with its own. */
const CREATES_ADS = '/ad/create/';

/**
 * The call as it is sent: what it makes is paused unless it says otherwise. The same object when there is nothing to change.
 *
 * Campaigns that are booked are left alone, Reach & Frequency and TopView: those must not be created DISABLE.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1739318962329602 Create a campaign: `operation_status`
 */
export function pausedByDefault(call: GuardedCall): GuardedCall {
  if (call.method !== 'POST' || call.body.kind !== 'json') return call;
  const { value } = call.body;
  if (call.path === CREATES_ADS) {
    const creatives: unknown = value['creatives'];
    if (!Array.isArray(creatives) || !creatives.some(saysNothing)) return call;
    const paused = creatives.map((creative: unknown) => (saysNothing(creative) ? pause(creative) : creative));
    return { ...call, body: { kind: 'json', value: { ...value, creatives: paused } } };
  }
  if (!CREATES.has(call.path) || isBooked(value['objective_type']) || !saysNothing(value)) return call;
  return { ...call, body: { kind: 'json', value: pause(value) } };
}

type Fields = Readonly<Record<string, unknown>>;

function saysNothing(fields: unknown): fields is Fields {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return false;
  const status = (fields as Fields)['operation_status'];
  return status === undefined || status === null;
}

function pause(fields: Fields): Fields {
  return { ...fields, operation_status: 'DISABLE' };
}

/** RF_REACH and TOPVIEW_REACH, and the older RF_… objectives. */
function isBooked(objective: unknown): boolean {
  return typeof objective === 'string' && /^(?:RF|TOPVIEW)_/.test(objective);
}
