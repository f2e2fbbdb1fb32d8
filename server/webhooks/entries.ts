import { createHash } from 'node:crypto';
import { parseExactJson } from '../tiktok/index.ts';
import type { EpochMs } from '../store/types.ts';
import { advertisersNamed } from './entries-advertisers.ts';
import { asRecord, idText, instant, type JsonRecord, text } from './entries-fields.ts';

// TikTok wraps up to 1,000 entries in a notice: {request_id?, object, time, entry: [...]}. The suspension of an ad account comes
// flat, without any of that. Portal pages "Create a subscription" and "Subscribe to ad account Webhook events".

/** Kinds by the number TikTok gives them in `object`. */
const ENTITIES: Readonly<Record<number, string>> = {
  1: 'LEAD',
  2: 'AD_GROUP',
  3: 'AD',
  8: 'CREATIVE_FATIGUE',
  9: 'TCM_SPARK_ADS',
  10: 'TCM_VIDEOS',
  11: 'REPORT_DATA_CHANGE',
  14: 'API_SERVICE_STATUS',
};

interface EntryCommon {
  /** Names the entry, the same in whatever body it comes again. */
  identity: string;
  /** When the notice was sent, as far as it says. */
  sentAt: EpochMs;
}

/** A review has ended. What it came to is asked of TikTok: this is only what the notice says. */
export interface ReviewEntry extends EntryCommon {
  kind: 'review';
  of: 'ad' | 'adgroup';
  advertiserId: string;
  id: string;
  name: string | null;
  campaignId: string | null;
  campaignName: string | null;
  adgroupId: string | null;
  adgroupName: string | null;
  /** In TikTok's words. Null claims that it passed. */
  rejectReason: string | null;
}

/** An ad account was suspended, or is so no more. */
export interface AccountEntry extends EntryCommon {
  kind: 'account';
  advertiserId: string;
  /** TikTok's `status`, such as STATUS_LIMIT. */
  status: string;
  changedAt: EpochMs;
  reason: string | null;
}

/** Whatever else TikTok sends. */
export interface UnknownEntry extends EntryCommon {
  kind: 'unknown';
  entity: string | null;
  object: number | null;
  /** Every ad account it names. */
  advertiserIds: readonly string[];
  /** As it came; nothing of it may be shown before `redact`. */
  raw: JsonRecord;
}

export type NoticeEntry = ReviewEntry | AccountEntry | UnknownEntry;

/** Five times what TikTok puts into a notice at most. A megabyte could hold 300,000 that are empty. */
const MAX_ENTRIES = 5000;
/** What the entries of a notice of unknown kinds name together: each is an event. The entries after that are nobody's. */
const MAX_NAMED_TOGETHER = 20_000;

/**
 * The entries of a notice; null when the body is nothing that can be read as one. Whoever knows the secret of an app can sign what
 * TikTok would never send, so nothing here grows with how a body is nested or with how often it names something.
 *
 * @param receivedAt stands in for times the notice does not tell; times after it are taken for it
 */
export function parseNotice(body: string, receivedAt: EpochMs): NoticeEntry[] | null {
  let parsed: unknown;
  try {
    parsed = parseExactJson(body);
  } catch {
    return null;
  }
  const notice = asRecord(parsed);
  if (notice === null) return null;
  const object = objectNumber(notice['object']);
  const sentAt = Math.min(instant(notice['time'] ?? notice['create_time']) ?? receivedAt, receivedAt);
  const head = { object, sentAt, receivedAt, entity: entityOf(notice, object), named: [] };
  const entries = listed(notice['entry']) ?? listed(notice['entries']);
  if (entries === null) return [readEntry(notice, head)];
  if (entries.length > MAX_ENTRIES) return null;
  const named = advertisersNamed({ ...notice, entry: undefined, entries: undefined });
  const read = entries.map((entry) => readEntry(entry, { ...head, named }));
  let together = 0;
  for (const entry of read) {
    if (entry.kind !== 'unknown') continue;
    together += entry.advertiserIds.length;
    if (together > MAX_NAMED_TOGETHER) entry.advertiserIds = [];
  }
  return read;
}

interface Head {
  object: number | null;
  entity: string | null;
  sentAt: EpochMs;
  receivedAt: EpochMs;
  /** The ad accounts named beside the entries: those of an entry that names none. */
  named: readonly string[];
}

function readEntry(entry: JsonRecord, head: Head): NoticeEntry {
  const advertiserId = idText(entry['advertiser_id'] ?? entry['adv_id']);
  if (head.object === 2 || head.object === 3) {
    const read = advertiserId === null ? null : readReview(entry, advertiserId, head);
    if (read !== null) return read;
  }
  if (head.object === null && advertiserId !== null) {
    const read = readAccount(entry, advertiserId, head);
    if (read !== null) return read;
  }
  const named = advertisersNamed(entry);
  return {
    kind: 'unknown',
    entity: head.entity,
    object: head.object,
    advertiserIds: named.length > 0 ? named : head.named,
    identity: identityOf(entry, head.object, head.entity),
    sentAt: head.sentAt,
    raw: entry,
  };
}

function readReview(entry: JsonRecord, advertiserId: string, { object, entity, sentAt }: Head): ReviewEntry | null {
  const of = object === 3 ? 'ad' : 'adgroup';
  const adgroupId = idText(entry['adgroup_id']);
  const id = of === 'ad' ? idText(entry['ad_id']) : adgroupId;
  if (id === null) return null;
  const adgroupName = text(entry['adgroup_name']);
  return {
    kind: 'review',
    of,
    advertiserId,
    id,
    name: of === 'ad' ? text(entry['ad_name']) : adgroupName,
    campaignId: idText(entry['campaign_id']),
    campaignName: text(entry['campaign_name']),
    adgroupId,
    adgroupName,
    rejectReason: text(entry['reject_reason']),
    identity: identityOf(entry, object, entity),
    sentAt,
  };
}

function readAccount(entry: JsonRecord, advertiserId: string, { receivedAt, sentAt }: Head): AccountEntry | null {
  const status = text(entry['status']);
  if (status === null || !/^STATUS_[A-Z_]{1,60}$/.test(status)) return null;
  // Several subscriptions may tell of one suspension; each does it under its own id.
  const { subscription_id: _subscription, ...told } = entry;
  return {
    kind: 'account',
    advertiserId,
    status,
    changedAt: Math.min(instant(entry['status_change_time']) ?? sentAt, receivedAt),
    // One of TikTok's own SDKs spells it `suspension_reasion`.
    reason: text(entry['suspension_reason'] ?? entry['suspension_reasion']),
    identity: hashOf('account', told),
    sentAt,
  };
}

/** `log_id` counts reviews, `id` leads; the others have nothing of the kind. */
function identityOf(entry: JsonRecord, object: number | null, entity: string | null): string {
  const kind = object === null ? (entity ?? 'notice') : String(object);
  const own = ownId(entry['log_id']) ?? ownId(entry['id']) ?? ownId(entry['incident_id']);
  return own === null ? hashOf(kind, entry) : `${kind}:${own}`;
}

/** A text is only hashed: in a kind nobody knows it may be somebody's name. */
function ownId(value: unknown): string | null {
  const digits = idText(value);
  if (digits !== null) return digits;
  return typeof value === 'string' && value.trim() !== '' ? shortHash(value) : null;
}

/** Deeper than TikTok nests anything, and far from the end of the stack: what lies below is not looked at. */
const MAX_DEPTH = 64;

/** The same for the same content, in whatever order its fields come. */
function hashOf(kind: string, entry: JsonRecord): string {
  return `${kind}:${shortHash(JSON.stringify(inOrder(entry, 0)))}`;
}

function shortHash(content: string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 27);
}

function inOrder(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => inOrder(item, depth + 1));
  const fields = Object.entries(value).map(([name, inner]) => [name, inOrder(inner, depth + 1)] as const);
  return Object.fromEntries(fields.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function objectNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : null;
}

/** Its name where one is known: by the number, or as TikTok's other products write it in `event`. */
function entityOf(notice: JsonRecord, object: number | null): string | null {
  if (object !== null && ENTITIES[object] !== undefined) return ENTITIES[object];
  const given = text(notice['subscribe_entity'] ?? notice['event']);
  return given !== null && /^[A-Za-z][A-Za-z0-9_.]{0,63}$/.test(given) ? given : null;
}

function listed(value: unknown): JsonRecord[] | null {
  if (!Array.isArray(value)) return null;
  return value.map(asRecord).filter((entry) => entry !== null);
}
