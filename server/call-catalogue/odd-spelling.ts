import { eachField, textFields } from './call-signs.ts';
import { knownCall } from './classify.ts';
import { familyOf } from './families.ts';
import type { GuardedCall } from './guarded-call.ts';
import { KNOWN_CALLS } from './known-calls.ts';

// Guards find fields by the names that TikTok documents. Some readers of JSON and of queries take a name in capitals, in other letters
// that fold to the same ones or as camelCase for the documented one (Go's encoding/json, protobuf's JSON), and nobody outside TikTok
// knows which it uses. What only such a reader would see is refused instead of being passed on unseen.

/** Names as TikTok writes them. */
const PLAIN = /^[a-z0-9_]+$/;

/** Fields that guards go by, without what separates their words. */
const LOOKED_AT =
  /budget|promotiondays|schedule|operationstatus|materialstatus|splittest|^(?:pacing|dayparting|objectivetype|creatives|requestid|(?:campaign|adgroup|ad)(?:ids?|name)|objectids|cells|winningobjectid|starttime|endtime)$/;

/**
 * A name in the call that could be read as a field that guards go by, and is not how TikTok writes it; null where there is none.
 * Only where what a call says decides what it does: a pixel's event may have properties of any name.
 */
export function oddSpelling(call: Pick<GuardedCall, 'method' | 'path' | 'query' | 'body'>): string | null {
  const known = knownCall(call, familyOf(call.path));
  if (known.does === 'read' || (known.does === 'fixed' && known.movesBudgets !== true)) return null;
  let found: string | null = null;
  const look = (name: string): void => {
    if (found === null && isOdd(name)) found = name;
  };
  eachField(textFields(call.query), look);
  if (call.body.kind === 'json') eachField(call.body.value, look);
  if (call.body.kind === 'form') eachField(textFields(call.body.fields), look);
  return found;
}

function isOdd(name: string): boolean {
  if (PLAIN.test(name)) return false;
  return LOOKED_AT.test(
    name
      .slice(0, MAX_NAME_LENGTH)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ''),
  );
}

/** Longer than any of TikTok's, with room for what is left out. */
const MAX_NAME_LENGTH = 200;

/** Whether what a call says decides what it does, so that nothing of it may come where guards do not see it: behind a file. */
export function isJudgedByFields(call: Pick<GuardedCall, 'method' | 'path'>): boolean {
  const { does } = knownCall(call, familyOf(call.path));
  return does === 'create_entity' || does === 'set_status' || (does === 'update_entity' && KNOWN_CALLS.has(call.path));
}
