import { CONSENT, type Mappable } from '../../shared/identifiers/attributes.ts';
import { type Consent, readConsent } from '../../shared/identifiers/consent.ts';
import type { PrepareIdentifier } from '../../shared/identifiers/prepare-identifier.ts';
import type { RejectReason } from '../../shared/identifiers/reject-reasons.ts';

export type PreviewResult =
  | { kind: 'hashed'; normalized: string; hash: string }
  | { kind: 'already_hashed'; hash: string }
  | { kind: 'consent'; says: Consent }
  | { kind: 'needs_country' }
  | { kind: 'refused'; reason: RejectReason };

/** What would be sent for one value of an attribute. A phone is read with the country given, as with a row's own. */
function previewValue(
  prepare: PrepareIdentifier,
  attribute: Mappable,
  value: string,
  country: string | undefined,
): PreviewResult {
  if (attribute === CONSENT) return { kind: 'consent', says: readConsent(value) };
  const prepared = prepare(attribute, value, { defaultCountry: country });
  if (!prepared.ok) {
    const isNational = attribute === 'phone' && prepared.reason === 'unknown_country';
    return isNational ? { kind: 'needs_country' } : { kind: 'refused', reason: prepared.reason };
  }
  const hash = prepared.sha256 ?? prepared.md5 ?? '';
  return prepared.alreadyHashed
    ? { kind: 'already_hashed', hash }
    : { kind: 'hashed', normalized: prepared.normalized, hash };
}

const KEPT = 200;

export type Preview = (attribute: Mappable, value: string, country: string | undefined) => PreviewResult;

/** `previewValue` that remembers its last answers: the table is drawn at each keystroke, its values rarely change. */
export function rememberingPreview(prepare: PrepareIdentifier): Preview {
  const kept = new Map<string, PreviewResult>();
  return (attribute, value, country) => {
    const key = JSON.stringify([attribute, value, attribute === 'phone' ? country : null]);
    let result = kept.get(key);
    if (result === undefined) {
      if (kept.size >= KEPT) kept.clear();
      kept.set(key, (result = previewValue(prepare, attribute, value, country)));
    }
    return result;
  };
}

/** First and last six characters; the whole text when that is no shorter. */
export function shortHash(hash: string): string {
  return hash.length <= 14 ? hash : `${hash.slice(0, 6)}…${hash.slice(-6)}`;
}

/** Leading and trailing blanks apart from the text between them, so that they can be shown. */
export function splitBlanks(text: string): { before: number; text: string; after: number } {
  const start = text.trimStart();
  const trimmed = start.trimEnd();
  return { before: text.length - start.length, text: trimmed, after: start.length - trimmed.length };
}
