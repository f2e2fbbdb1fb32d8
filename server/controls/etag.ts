import { AppError } from '../errors.ts';

/** The ETag of the control matrix: `"c3"`. All scopes of a workspace share one, since each shows what the others decide. */
export function controlsEtag(version: number): string {
  return `"c${version}"`;
}

/**
 * The version that an `If-Match` header names; null without one and for `*`, which any version matches: there always is a
 * matrix, if only the defaults.
 *
 * @throws {AppError} precondition_failed - it names none that could ever match
 */
export function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '' || header.trim() === '*') return null;
  const version = /^"c(0|[1-9]\d{0,14})"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new AppError('precondition_failed', 'If-Match must be the ETag that GET /v1/controls gave, quotes included.');
  }
  return Number(version);
}
