export {
  ATTRIBUTES,
  type Attribute,
  CONSENT,
  type Mappable,
  MATCHING_ATTRIBUTES,
  type MatchingAttribute,
} from './attributes.ts';
export { type Consent, CONSENT_NO, CONSENT_YES, readConsent } from './consent.ts';
export { readCountry } from './country.ts';
export type { EmailRule } from './email.ts';
export { type Hasher, scriptHasher } from './hasher.ts';
export type { IdentifierValue } from './normalize.ts';
export {
  createPreparer,
  prepareIdentifier,
  type Prepared,
  type PrepareIdentifier,
  type PrepareOptions,
  type PreparerOptions,
} from './prepare-identifier.ts';
export { REJECT_REASONS, type Rejected, type RejectReason } from './reject-reasons.ts';
export {
  createRowPreparer,
  type PreparedRow,
  type RowPreparer,
  type RowPreparerOptions,
  type RowReject,
} from './row-preparer.ts';
