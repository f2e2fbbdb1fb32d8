/** Sends webhooks about things that have not happened, at once or like any other notice. */
import { isRecord, type JsonValue } from '../exact-json.ts';
import type { SimulatorState } from '../state.ts';
import { flatBody, FLAT_ENTITY, WEBHOOK_ENTITIES, wrapEntries, type Entry } from './bodies.ts';
import { sampleEntry } from './sample-entries.ts';
import { WebhookSender, type AttemptResult } from './sender.ts';
import { escapeNonAscii, sign, SIGNATURE_SCHEMES, type SignatureScheme } from './signature.ts';

export interface WebhookDelivery {
  /** The first body when there were several. */
  body: string;
  headers: Record<string, string>;
  /** One entry per attempt: the receiver's HTTP status, or null with the reason it could not be reached. */
  attempts: AttemptResult[];
}

/** What `deliver: "retry"` answers: the deliveries that are on their way now. */
export interface QueuedDeliveries {
  queued: number;
  /** The first thousand. */
  deliveryIds: number[];
}

const FIELDS: readonly string[] = [
  'callbackUrl',
  'entity',
  'payload',
  'entries',
  'body',
  'scheme',
  'escapeBody',
  'timestamp',
  'times',
  'deliver',
  'appId',
];
const MAX_ENTRIES = 100_000;
const MAX_IDS_SHOWN = 1_000;

interface Emission {
  callbackUrl: string;
  appId: string;
  appSecret: string;
  entity: string;
  bodies: { text: string; entries: number }[];
  /** Null for the one of the settings. */
  scheme: SignatureScheme | null;
  /** Null for the moment of each attempt. */
  timestamp: number | null;
  times: number;
}

/**
 * Builds, signs and delivers. `payload` overrides fields of the entry (of the flat body for AD_ACCOUNT_SUSPENSION);
 * `entries` does so for each of several, which share requests as far as the batch size allows; `body` is sent to the
 * letter instead. `escapeBody` also puts the escaped text on the wire. `times` repeats the very same delivery.
 * `deliver` is `once`, which waits for each answer and tells it, or `retry`, which leaves the rest to the engine with
 * its duplicates, disorder and retries. `appId` names another app whose secret signs.
 *
 * @throws {TypeError} with a sentence saying which field is wrong
 */
export async function emitWebhook(state: SimulatorState, input: unknown): Promise<WebhookDelivery | QueuedDeliveries> {
  if (!isRecord(input)) throw new TypeError('the body must be a JSON object');
  const unknown = Object.keys(input).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) throw new TypeError(`unknown field "${unknown}"; known are ${FIELDS.join(', ')}`);
  const deliver = input['deliver'] ?? 'once';
  if (deliver !== 'once' && deliver !== 'retry') throw new TypeError('deliver must be once or retry');
  const emission = readEmission(state, input);
  return deliver === 'once' ? deliverOnce(state, emission) : leaveToEngine(state, emission);
}

function readEmission(state: SimulatorState, input: Record<string, unknown>): Emission {
  const callbackUrl = input['callbackUrl'];
  if (typeof callbackUrl !== 'string' || !/^https?:\/\//.test(callbackUrl) || !URL.canParse(callbackUrl))
    throw new TypeError('callbackUrl must be an http(s) address');
  const scheme = input['scheme'] === undefined ? null : SIGNATURE_SCHEMES.find((each) => each === input['scheme']);
  if (scheme === undefined) throw new TypeError('scheme must be X-Open-Signature or TikTok-Signature');
  const times = input['times'] ?? 1;
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > 100)
    throw new TypeError('times must be a whole number from 1 to 100');
  const timestamp = input['timestamp'] ?? null;
  if (timestamp !== null && !(typeof timestamp === 'number' && Number.isInteger(timestamp)))
    throw new TypeError('timestamp must be epoch seconds');
  const appId = input['appId'] ?? state.developerApp.appId;
  const app = typeof appId === 'string' ? state.apps.find(appId) : undefined;
  if (app === undefined) throw new TypeError('appId must be the id of a known app, as text');
  const bodies = readBodies(state, input);
  const isEscaped = input['escapeBody'] === true;
  return {
    callbackUrl,
    appId: app.appId,
    appSecret: app.appSecret,
    entity: typeof input['entity'] === 'string' ? input['entity'] : 'UNKNOWN',
    bodies: isEscaped ? bodies.map(({ text, entries }) => ({ text: escapeNonAscii(text), entries })) : bodies,
    scheme,
    timestamp,
    times,
  };
}

async function deliverOnce(state: SimulatorState, emission: Emission): Promise<WebhookDelivery> {
  const { settings } = state.webhooks;
  const scheme = emission.scheme ?? settings.scheme;
  const sender = new WebhookSender();
  const attempts: AttemptResult[] = [];
  const send = async (text: string): Promise<{ body: string; headers: Record<string, string> }> => {
    const body = settings.escapeBody ? escapeNonAscii(text) : text;
    const timestamp = emission.timestamp ?? Math.floor(state.clock.pace() / 1000);
    const signature = sign(scheme, emission.appSecret, body, timestamp, settings.signedText);
    const headers = { 'content-type': 'application/json', [scheme]: signature };
    for (let attempt = 0; attempt < emission.times; attempt += 1)
      attempts.push(await sender.send(emission.callbackUrl, headers, body, settings.timeoutMs));
    return { body, headers };
  };
  try {
    const [first, ...rest] = emission.bodies;
    const sent = await send(first?.text ?? '');
    for (const { text } of rest) await send(text);
    return { ...sent, attempts };
  } finally {
    sender.close();
  }
}

function leaveToEngine(state: SimulatorState, emission: Emission): QueuedDeliveries {
  const { callbackUrl, appId, entity, scheme, timestamp, times } = emission;
  const made = emission.bodies.flatMap(({ text, entries }) =>
    Array.from({ length: times }, () =>
      state.webhooks.engine.enqueue({
        callbackUrl,
        appId,
        entity,
        entries,
        body: text,
        scheme,
        timestampSeconds: timestamp,
      }),
    ).flat(),
  );
  return { queued: made.length, deliveryIds: made.slice(0, MAX_IDS_SHOWN).map(({ id }) => id) };
}

function readBodies(state: SimulatorState, input: Record<string, unknown>): Emission['bodies'] {
  if (typeof input['body'] === 'string') return [{ text: input['body'], entries: 1 }];
  const { entity } = input;
  if (typeof entity !== 'string' || !WEBHOOK_ENTITIES.includes(entity))
    throw new TypeError(`entity must be one of ${WEBHOOK_ENTITIES.join(', ')}`);
  const entries = readEntries(input).map((overrides) => sampleEntry(state, entity, overrides));
  if (entity === FLAT_ENTITY) return entries.map((entry) => ({ text: flatBody(entry), entries: 1 }));
  const { batchSize } = state.webhooks.settings;
  const batches = Array.from({ length: Math.ceil(entries.length / batchSize) }, (_, index) =>
    entries.slice(index * batchSize, (index + 1) * batchSize),
  );
  const now = state.clock.now();
  return batches.map((batch) => ({
    text: wrapEntries(entity, batch, state.webhooks.ids, now),
    entries: batch.length,
  }));
}

function readEntries({ payload = {}, entries }: Record<string, unknown>): Entry[] {
  if (entries === undefined) {
    if (!isRecord(payload)) throw new TypeError('payload must be an object');
    return [payload as Record<string, JsonValue>];
  }
  if (!Array.isArray(entries) || entries.length < 1 || entries.length > MAX_ENTRIES || !entries.every(isRecord))
    throw new TypeError(`entries must be a list of 1 to ${MAX_ENTRIES} objects`);
  return entries as Record<string, JsonValue>[];
}
