import { ad, adgroup, campaign, smartPlus, splitTest } from './known-entity-calls.ts';
import { audience, businessCenter, creative, others } from './known-other-calls.ts';
import { READS_BY_POST } from './known-reads.ts';
import type { KnownCall } from './known-call.ts';

const READ: KnownCall = { does: 'read' };

/**
 * What the calls that TikTok documents do, by path. The method plays no part: a path that writes is a write however it
 * is asked for. GETs that read are not listed.
 */
export const KNOWN_CALLS: ReadonlyMap<string, KnownCall> = new Map<string, KnownCall>([
  ...READS_BY_POST.map((path) => [path, READ] as const),
  ...Object.entries(campaign),
  ...Object.entries(adgroup),
  ...Object.entries(ad),
  ...Object.entries(smartPlus),
  ...Object.entries(splitTest),
  ...Object.entries(creative),
  ...Object.entries(audience),
  ...Object.entries(businessCenter),
  ...Object.entries(others),
]);
