import { DEFAULT_PAGE_LIMIT, type Page, type PageQuery } from '../../shared/page.ts';
import { AppError } from '../errors.ts';
import type { Slice, SliceQuery } from '../store/store.ts';

/** The store's question behind a list call's query. */
export function toSliceQuery(query: PageQuery): SliceQuery {
  return {
    after: query.cursor === undefined ? null : decodeCursor(query.cursor),
    limit: query.limit ?? DEFAULT_PAGE_LIMIT,
  };
}

/** The list call's answer from the store's. */
export function toPage<Row, Item>(slice: Slice<Row>, toItem: (row: Row) => Item): Page<Item> {
  return {
    items: slice.items.map(toItem),
    nextCursor: slice.nextAfter === null ? null : encodeCursor(slice.nextAfter),
  };
}

/** Makes a place in a list opaque, so that nobody builds on how it looks. */
export function encodeCursor(after: string): string {
  return Buffer.from(after, 'utf8').toString('base64url');
}

/** @throws {AppError} invalid_request - nothing this server made */
export function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (encodeCursor(text) !== cursor) throw badCursor();
  return text;
}

/** The answer to a cursor that belongs to no place in the list. */
export function badCursor(): AppError {
  return new AppError('invalid_request', 'The cursor is not one this list gave. Start again without a cursor.', {
    errors: [{ path: 'cursor', message: 'is not a cursor of this list' }],
  });
}
