/**
 * Sends one webhook as TikTok would (portal page "Create a subscription"): entity shapes, ids as bare 19-digit numbers
 * where TikTok does so, and either of its two signatures.
 */
import { createHmac } from 'node:crypto';
import { formatUtc } from './clock.ts';
import { encodeExactJson, isRecord, type JsonValue } from './exact-json.ts';
import type { SimulatorState } from './state.ts';

export type SignatureScheme = 'X-Open-Signature' | 'TikTok-Signature';

/** `object` numbers of bodies that wrap their entry; the suspension notice is flat. */
const OBJECT_NUMBERS: Readonly<Record<string, number>> = {
  LEAD: 1,
  AD_GROUP: 2,
  AD: 3,
  CREATIVE_FATIGUE: 8,
  TCM_SPARK_ADS: 9,
  TCM_VIDEOS: 10,
  REPORT_DATA_CHANGE: 11,
  API_SERVICE_STATUS: 14,
};

const WEBHOOK_ENTITIES: readonly string[] = ['AD_ACCOUNT_SUSPENSION', ...Object.keys(OBJECT_NUMBERS)];

export interface WebhookDelivery {
  body: string;
  headers: Record<string, string>;
  /** One entry per attempt: the receiver's HTTP status, or null with the reason it could not be reached. */
  attempts: { status: number | null; error: string | null }[];
}

const TIMEOUT_MS = 10_000;
const FIELDS: readonly string[] = [
  'callbackUrl',
  'entity',
  'payload',
  'body',
  'scheme',
  'escapeBody',
  'timestamp',
  'times',
];

/**
 * Builds, signs and delivers. `payload` overrides fields of the entry (of the flat body for AD_ACCOUNT_SUSPENSION);
 * `body` is sent to the letter instead. `escapeBody` also puts the escaped text on the wire; by default only the
 * signature is over it. `times` repeats the very same delivery.
 *
 * @throws {TypeError} with a sentence saying which field is wrong
 */
export async function emitWebhook(state: SimulatorState, input: unknown): Promise<WebhookDelivery> {
  if (!isRecord(input)) throw new TypeError('the body must be a JSON object');
  const unknown = Object.keys(input).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) throw new TypeError(`unknown field "${unknown}"; known are ${FIELDS.join(', ')}`);
  const callbackUrl = input['callbackUrl'];
  if (typeof callbackUrl !== 'string' || !/^https?:\/\//.test(callbackUrl) || !URL.canParse(callbackUrl))
    throw new TypeError('callbackUrl must be an http(s) address');
  const scheme = input['scheme'] ?? 'X-Open-Signature';
  if (scheme !== 'X-Open-Signature' && scheme !== 'TikTok-Signature')
    throw new TypeError('scheme must be X-Open-Signature or TikTok-Signature');
  const times = input['times'] ?? 1;
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > 100)
    throw new TypeError('times must be a whole number from 1 to 100');
  const timestamp = input['timestamp'] ?? Math.floor(state.clock.pace() / 1000);
  if (typeof timestamp !== 'number' || !Number.isInteger(timestamp))
    throw new TypeError('timestamp must be epoch seconds');

  const text =
    typeof input['body'] === 'string' ? input['body'] : buildBody(state, input['entity'], input['payload'] ?? {});
  const body = input['escapeBody'] === true ? escapeNonAscii(text) : text;
  const headers = {
    'content-type': 'application/json',
    [scheme]: sign(scheme, state.developerApp.appSecret, body, timestamp),
  };

  const attempts: WebhookDelivery['attempts'] = [];
  for (let attempt = 0; attempt < times; attempt += 1) attempts.push(await deliver(callbackUrl, headers, body));
  return { body, headers, attempts };
}

/** The header value for a body under one of the two schemes. */
export function sign(scheme: SignatureScheme, appSecret: string, body: string, timestampSeconds: number): string {
  if (scheme === 'X-Open-Signature') return createHmac('sha256', appSecret).update(escapeNonAscii(body)).digest('hex');
  const signature = createHmac('sha256', appSecret).update(`${timestampSeconds}.${body}`).digest('hex');
  return `t=${timestampSeconds},s=${signature}`;
}

/** Non-ASCII as lower-case `\uXXXX`, one per UTF-16 unit: the text an `X-Open-Signature` is made over. */
function escapeNonAscii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function deliver(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return { status: response.status, error: null };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: null, error: cause instanceof Error ? cause.message : 'delivery failed' };
  }
}

function buildBody(state: SimulatorState, entity: unknown, payload: unknown): string {
  if (typeof entity !== 'string' || !WEBHOOK_ENTITIES.includes(entity))
    throw new TypeError(`entity must be one of ${WEBHOOK_ENTITIES.join(', ')}`);
  if (!isRecord(payload)) throw new TypeError('payload must be an object');
  const overrides = payload as Record<string, JsonValue>;
  if (entity === 'AD_ACCOUNT_SUSPENSION') return encodeExactJson({ ...suspension(state, overrides), ...overrides });
  const entry = { ...defaultEntry(state, entity), ...overrides };
  const numbered = Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, isBareNumber(entity, key) ? bareNumber(value) : value]),
  );
  return encodeExactJson({
    request_id: BigInt(`${formatUtc(state.clock.now()).replace(/\D/g, '')}0001`),
    object: OBJECT_NUMBERS[entity],
    time: Math.floor(state.clock.now() / 1000),
    entry: [numbered],
  });
}

function suspension(state: SimulatorState, overrides: Record<string, JsonValue>): Record<string, JsonValue> {
  const named = overrides['advertiser_id'];
  const advertiser =
    (typeof named === 'string' ? state.world.advertisers.get(named) : undefined) ??
    [...state.world.advertisers.values()][0];
  const status = overrides['status'] ?? 'STATUS_LIMIT';
  return {
    advertiser_id: advertiser?.advertiserId,
    advertiser_name: advertiser?.name,
    owner_bc_id: advertiser?.ownerBcId,
    status,
    status_change_time: formatUtc(state.clock.now()),
    ...(status === 'STATUS_LIMIT' ? { suspension_reason: 'Repeated policy violations.' } : {}),
    subscription_id: state.random.id(19, '73'),
  };
}

function defaultEntry(state: SimulatorState, entity: string): Record<string, JsonValue> {
  const advertiser = [...state.world.advertisers.values()][0];
  const { random } = state;
  const advertiserId = advertiser?.advertiserId ?? '0';
  const adgroup = {
    campaign_id: random.id(19, '17'),
    campaign_name: 'Frühling',
    adgroup_id: random.id(19, '17'),
    adgroup_name: 'DE 25–44',
  };
  const ad = { ad_id: random.id(19, '17'), ad_name: 'Vidéo A' };
  switch (entity) {
    case 'LEAD':
      return {
        id: random.id(19, '71'),
        lead_source: 'INSTANT_FORM',
        page_id: random.id(19, '68'),
        page_name: 'Newsletter',
        advertiser_id: advertiserId,
        advertiser_name: advertiser?.name,
        library_id: '0',
        ...adgroup,
        ...ad,
        create_time: Math.floor(state.clock.now() / 1000),
        changes: [
          { field: 'name', value: 'Zoë Müller' },
          { field: 'email', value: 'zoe@example.com' },
        ],
      };
    case 'AD':
    case 'AD_GROUP':
      return {
        log_id: random.id(18, '20'),
        adv_id: advertiserId,
        ...adgroup,
        ...(entity === 'AD' ? ad : {}),
        reject_reason: 'The landing page does not match the ad.',
      };
    case 'CREATIVE_FATIGUE':
      return {
        adv_id: advertiserId,
        adgroup_id: adgroup.adgroup_id,
        ad_id: ad.ad_id,
        date: formatUtc(state.clock.now()).slice(0, 10),
      };
    case 'REPORT_DATA_CHANGE':
      return {
        data_level: 'AUCTION_ADVERTISER',
        changed_metrics_values: {
          [advertiserId]: { spend: '12.40', impressions: '3100', clicks: '41', video_play_actions: '2950' },
        },
      };
    case 'API_SERVICE_STATUS':
      return {
        incident_id: random.id(12, '9'),
        incident_title: 'Elevated error rate',
        incident_products: ['AUDIENCE_API'],
        incident_event_type: 'NEW',
        incident_level: 'MAJOR',
        incident_start_time: formatUtc(state.clock.now()),
        incident_resolve_time: null,
        incident_detail: 'Requests may fail.',
      };
    default:
      return { adv_id: advertiserId };
  }
}

/** Every id of a lead, and `adv_id` anywhere, travel as bare numbers. */
function isBareNumber(entity: string, key: string): boolean {
  return key === 'adv_id' || (entity === 'LEAD' && (key === 'id' || key.endsWith('_id')));
}

function bareNumber(value: JsonValue): JsonValue {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : value;
}
