import { AppError } from '../errors.ts';
import type { Deps } from '../deps.ts';
import { isPrivateHost } from './private-address.ts';

/**
 * Lets a segment's source address pass. Names that resolve to a private address are refused when they are fetched: what
 * a name points at may change any time.
 *
 * @throws {AppError} segment_source_refused - private, or with a user name and password in it
 */
export function requireAllowedSource(deps: Pick<Deps, 'config'>, sourceUrl: string): void {
  const url = new URL(sourceUrl);
  if (url.username !== '' || url.password !== '') {
    throw refused(
      'The address must not carry a user name or password. Put a secret into the path or query, or sign it.',
    );
  }
  if (!deps.config.segmentSourceAllowPrivate && isPrivateHost(url.hostname)) {
    throw refused(
      'The address is private to the server’s own network. Use a public one, or set SEGMENT_SOURCE_ALLOW_PRIVATE=true.',
    );
  }
}

function refused(detail: string): AppError {
  return new AppError('segment_source_refused', detail, {
    errors: [{ path: 'source.url', message: 'is not an address to fetch from' }],
  });
}
