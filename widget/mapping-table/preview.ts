import type { Attribute } from '../../shared/identifiers/attributes.ts';
import type { PrepareIdentifier } from '../../shared/identifiers/prepare-identifier.ts';
import type { RejectReason } from '../../shared/identifiers/reject-reasons.ts';
import type { Property } from '../../shared/properties.ts';
import type { MappedProperties } from './mapping-changes.ts';

export type PreviewResult =
  | { kind: 'hashed'; normalized: string; hash: string }
  | { kind: 'already_hashed'; hash: string }
  | { kind: 'needs_country' }
  | { kind: 'refused'; reason: RejectReason };

/**
 * What would be sent for one attribute if a person had exactly the examples of the mapped properties. A phone is read with
 * the example of the mapped country, as a row's own country is.
 */
export function previewExample(
  prepare: PrepareIdentifier,
  attribute: Attribute,
  example: string,
  mapping: MappedProperties,
  properties: ReadonlyMap<string, Property>,
): PreviewResult {
  const country = mapping.country === undefined ? undefined : properties.get(mapping.country)?.example;
  const prepared = prepare(attribute, example, { defaultCountry: country });
  if (!prepared.ok) {
    const isNational = attribute === 'phone' && prepared.reason === 'unknown_country';
    return isNational ? { kind: 'needs_country' } : { kind: 'refused', reason: prepared.reason };
  }
  const hash = prepared.sha256 ?? prepared.md5 ?? '';
  return prepared.alreadyHashed
    ? { kind: 'already_hashed', hash }
    : { kind: 'hashed', normalized: prepared.normalized, hash };
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
