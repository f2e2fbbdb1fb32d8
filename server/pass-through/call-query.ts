import { AppError } from '../errors.ts';
import { collectFromText, type IdCollector, isTargetName } from './named-ids.ts';

/**
 * The values of a query by name, the first of each; the ids among them are noted.
 *
 * @param search percent-encoded, without the question mark
 * @throws {AppError} invalid_request - a name that says whose the call is comes twice, or its value is no id
 */
export function readQuery(search: string, ids: IdCollector): Readonly<Record<string, string>> {
  const query = Object.create(null) as Record<string, string>;
  if (search === '') return query;
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in query) {
      if (isTargetName(name)) throw twice(name);
      // Which of two TikTok reads nobody knows: both are looked at, the first is what guards see.
      collectFromText(ids, name, value);
      continue;
    }
    query[name] = value;
    collectFromText(ids, name, value);
  }
  return query;
}

/** @returns the error for a name that may come once only */
export function twice(name: string): AppError {
  return new AppError(
    'invalid_request',
    `${name} comes twice, and nobody can tell which of the two TikTok would take. Send it once.`,
    {
      errors: [{ path: name, message: 'comes twice' }],
    },
  );
}
