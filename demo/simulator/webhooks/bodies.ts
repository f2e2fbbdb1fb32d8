/** What a webhook says (portal page "Create a subscription"): entity shapes, and which ids travel as bare numbers. */
import { formatUtc } from '../clock.ts';
import { encodeExactJson, type JsonValue } from '../exact-json.ts';

export type Entry = Readonly<Record<string, JsonValue>>;

/** `object` numbers of bodies that wrap their entries; the suspension notice is flat. */
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

export const FLAT_ENTITY = 'AD_ACCOUNT_SUSPENSION';
export const WEBHOOK_ENTITIES: readonly string[] = [FLAT_ENTITY, ...Object.keys(OBJECT_NUMBERS)];

/** Ids of notices and their entries: the second they are made in, and a number that never comes back. */
export class NoticeIds {
  readonly #now: () => number;
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** For instance `202603121011120001`. */
  next(): string {
    this.#count += 1;
    return formatUtc(this.#now()).replace(/\D/g, '') + String(this.#count).padStart(4, '0');
  }
}

/** A body with up to 1,000 entries. The recorded body of a lead has no `request_id`, those of other entities have. */
export function wrapEntries(entity: string, entries: readonly Entry[], ids: NoticeIds, nowMs: number): string {
  return encodeExactJson({
    request_id: entity === 'LEAD' ? undefined : BigInt(ids.next()),
    object: OBJECT_NUMBERS[entity],
    time: Math.floor(nowMs / 1000),
    entry: entries.map((entry) => withBareNumbers(entity, entry)),
  });
}

/** The flat body of a suspension notice; its ids are text. */
export function flatBody(entry: Entry): string {
  return encodeExactJson(entry);
}

/** Every id of a lead, and `adv_id` anywhere, travel as bare numbers. */
function withBareNumbers(entity: string, entry: Entry): Entry {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, isBareNumber(entity, key) ? bareNumber(value) : value]),
  );
}

function isBareNumber(entity: string, key: string): boolean {
  return key === 'adv_id' || (entity === 'LEAD' && (key === 'id' || key.endsWith('_id')));
}

function bareNumber(value: JsonValue): JsonValue {
  return typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : value;
}
