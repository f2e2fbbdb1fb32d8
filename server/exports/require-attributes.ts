import { type Attribute, MATCHING_ATTRIBUTES } from '../../shared/identifiers/index.ts';
import { AppError, type FieldError } from '../errors.ts';

/** @throws {AppError} invalid_request - one is listed twice */
export function requireDistinct(attributes: readonly Attribute[]): void {
  const errors: FieldError[] = attributes.flatMap((attribute, index) =>
    attributes.indexOf(attribute) === index
      ? []
      : [{ path: `attributes.${index}`, message: `"${attribute}" is listed twice` }],
  );
  if (errors.length > 0) throw new AppError('invalid_request', 'Each attribute can be chosen once.', { errors });
}

/** @throws {AppError} no_identifier_chosen - nothing among them that TikTok matches people on */
export function requireIdentifier(attributes: readonly Attribute[]): void {
  if (attributes.some((attribute) => MATCHING_ATTRIBUTES.some((matching) => matching === attribute))) return;
  throw new AppError(
    'no_identifier_chosen',
    'TikTok matches people by email, phone or a device id only. Choose at least one of email, phone, googleAdvertisingId and appleIdfa.',
  );
}
