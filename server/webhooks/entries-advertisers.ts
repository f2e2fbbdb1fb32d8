import { parseExactJson } from '../tiktok/index.ts';
import { asRecord, idText, type JsonRecord } from './entries-fields.ts';

/** Deeper than TikTok nests anything that names an ad account. */
const MAX_DEPTH = 4;
/** More than any subscription covers; beyond that a notice is no notice about ad accounts. */
const MAX_NAMED = 1000;

/**
 * Every ad account an entry names: `advertiser_id`, `adv_id`, `advertiser_ids`, `adv_ids`, the keys of `changed_metrics_values`
 * (portal page "Reporting Subscription API"), and the same inside a `content` of JSON text, as TikTok's other products send it.
 */
export function advertisersNamed(entry: JsonRecord): string[] {
  const found = new Set<string>();
  collect(entry, 0, found);
  return [...found];
}

function collect(value: unknown, depth: number, found: Set<string>): void {
  if (depth > MAX_DEPTH || found.size >= MAX_NAMED) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, depth + 1, found);
    return;
  }
  const record = asRecord(value);
  if (record === null) return;
  for (const [key, inner] of Object.entries(record)) {
    if (isAdvertiserKey(key)) {
      for (const id of Array.isArray(inner) ? inner : [inner]) add(id, found);
    } else if (key === 'changed_metrics_values') {
      for (const id of Object.keys(asRecord(inner) ?? {})) add(id, found);
    } else if (key === 'content' && typeof inner === 'string') {
      collect(jsonOrNull(inner), depth + 1, found);
    } else collect(inner, depth + 1, found);
  }
}

/** Whether a field of this name holds ids of ad accounts. */
export function isAdvertiserKey(key: string): boolean {
  return key === 'advertiser_id' || key === 'adv_id' || key === 'advertiser_ids' || key === 'adv_ids';
}

function add(value: unknown, found: Set<string>): void {
  const id = idText(value);
  if (id !== null && found.size < MAX_NAMED) found.add(id);
}

function jsonOrNull(json: string): unknown {
  try {
    return parseExactJson(json);
  } catch {
    return null;
  }
}
