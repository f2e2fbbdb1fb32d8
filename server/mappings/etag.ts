import { AppError } from '../errors.ts';

/** The ETag of a version of the mapping: `"m3"`. */
export function mappingEtag(version: number): string {
  return `"m${version}"`;
}

/**
 * The version that an `If-Match` header names; null without one and for `*`, which any version matches: there always is
 * a mapping, if only the empty one.
 *
 * @throws {AppError} precondition_failed - it names none that could ever match
 */
export function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '' || header.trim() === '*') return null;
  const version = /^"m(0|[1-9]\d{0,14})"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new AppError('precondition_failed', 'If-Match must be the ETag that GET /v1/mapping gave, quotes included.');
  }
  return Number(version);
}
