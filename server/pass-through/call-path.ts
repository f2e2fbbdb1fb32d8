import { AppError } from '../errors.ts';

/** Where the pass-through begins; what follows is TikTok's path. */
export const PREFIX = '/v1/tiktok/open_api/v1.3/';
/** As it is called in the document and in /metrics. */
export const ROUTE = '/v1/tiktok/open_api/v1.3/*';
const PREFIX_END = PREFIX.length - 1;

/** TikTok has no other paths. Nothing encoded, no dots, no empty parts: what is looked at here is what TikTok sees. */
const PATH = /^\/(?:[a-z0-9_]+\/)+$/;
const MAX_PATH_LENGTH = 200;

/** Whether an address, as a path with a query, is one of the pass-through. @param at where the path begins in it */
export function isCallPath(target: string, at = 0): boolean {
  return target.startsWith(PREFIX, at);
}

/**
 * TikTok's path and the query of a target that `isCallPath`. A missing closing slash is put there: TikTok's edge knows no
 * path without it.
 *
 * @throws {AppError} tiktok_endpoint_refused - it is none of TikTok's; invalid_request - the query is not encoded
 */
export function readTarget(target: string): { path: string; search: string } {
  const mark = target.indexOf('?', PREFIX_END);
  const given = mark < 0 ? target.slice(PREFIX_END) : target.slice(PREFIX_END, mark);
  const path = given.endsWith('/') ? given : `${given}/`;
  if (path.length > MAX_PATH_LENGTH || !PATH.test(path))
    throw new AppError(
      'tiktok_endpoint_refused',
      'TikTok’s paths are lower-case words between slashes, such as /campaign/get/. Nothing in them is encoded.',
    );
  return { path, search: mark < 0 ? '' : readSearch(target.slice(mark + 1)) };
}

/** Servers differ in how they read raw bytes and stray percent signs, and TikTok must read what was looked at here. */
const UNENCODED = /[^\x21-\x7e]|%(?![0-9A-Fa-f]{2})|#/;

function readSearch(search: string): string {
  if (UNENCODED.test(search))
    throw new AppError('invalid_request', 'The query must be percent-encoded: it holds a character that is not.');
  // Some servers take it for another `&`.
  return search.includes(';') ? search.replaceAll(';', '%3B') : search;
}
