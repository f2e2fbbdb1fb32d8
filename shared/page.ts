import { z } from 'zod';

export const DEFAULT_PAGE_LIMIT = 100;
export const MAX_PAGE_LIMIT = 1000;
/** Above the longest cursor there is: 128 characters of a name and an id, escaped as JSON and in base64. */
const MAX_CURSOR_LENGTH = 2048;

/** Query of every list call. `limit` defaults to 100, at most 1,000; `cursor` is opaque, from the page before. */
export const pageQuerySchema = z.object({
  cursor: z.string().min(1).max(MAX_CURSOR_LENGTH).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_LIMIT).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** The envelope of every list: `nextCursor` is null on the last page. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The schema of `Page`, for the document and for parsing. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
