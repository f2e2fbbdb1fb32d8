import { z } from 'zod';
import { hostIdSchema, instantSchema, textSchema } from './fields.ts';

const MAX_FILLED_NAMES = 1000;

/**
 * An audience of the host's that can be exported. With `source.url` the server fetches its people in pages
 * (`?cursor=`). `filled` says, by property name, how many of its people have something there, so that a person sees what each
 * identifier is worth before exporting.
 */
export const putSegmentSchema = z
  .strictObject({
    name: textSchema(1, 256),
    size: z.number().int().min(0).optional(),
    filled: z
      .record(textSchema(1, 256), z.number().int().min(0))
      .refine(
        (filled) => Object.keys(filled).length <= MAX_FILLED_NAMES,
        `must name at most ${MAX_FILLED_NAMES} properties`,
      )
      .describe('how many of its people have a value, by property name; none may be above size')
      .optional(),
    source: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2048) }).optional(),
  })
  .check(({ value: { size, filled }, issues }) => {
    if (size === undefined || filled === undefined) return;
    for (const [name, count] of Object.entries(filled)) {
      if (count > size)
        issues.push({
          code: 'custom',
          input: count,
          path: ['filled', name],
          message: `is above the size of the segment, ${size}`,
        });
    }
  })
  .meta({ id: 'PutSegment' });
export type PutSegment = z.infer<typeof putSegmentSchema>;

export const segmentSchema = z
  .object({
    segmentId: hostIdSchema,
    name: z.string(),
    size: z.number().int().nullable(),
    filled: z
      .record(z.string(), z.number().int())
      .nullable()
      .describe('how many of its people have a value, by property name; null when the host has not said'),
    hasSource: z.boolean().describe('true: the server fetches the people itself; false: the host sends them'),
    updatedAt: instantSchema,
  })
  .meta({ id: 'Segment' });
export type Segment = z.infer<typeof segmentSchema>;

/** What the host answers at `source.url`: a page of records, keyed by property name. */
export const segmentPageSchema = z.object({
  records: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  /** It becomes part of an address, of which servers take a few kilobytes. */
  nextCursor: z.string().max(4096).nullable(),
});
export type SegmentPage = z.infer<typeof segmentPageSchema>;
