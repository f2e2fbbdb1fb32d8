import { z } from 'zod';
import { hostIdSchema, instantSchema, textSchema } from './fields.ts';

/**
 * An audience of the host's that can be exported. With `source.url` the server fetches its people in pages
 * (`?cursor=`).
 */
export const putSegmentSchema = z
  .strictObject({
    name: textSchema(1, 256),
    size: z.number().int().min(0).optional(),
    source: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2048) }).optional(),
  })
  .meta({ id: 'PutSegment' });
export type PutSegment = z.infer<typeof putSegmentSchema>;

export const segmentSchema = z
  .object({
    segmentId: hostIdSchema,
    name: z.string(),
    size: z.number().int().nullable(),
    hasSource: z.boolean().describe('true: the server fetches the people itself; false: the host sends them'),
    updatedAt: instantSchema,
  })
  .meta({ id: 'Segment' });
export type Segment = z.infer<typeof segmentSchema>;

/** What the host answers at `source.url`: a page of records, keyed by property name. */
export const segmentPageSchema = z.object({
  records: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  nextCursor: z.string().nullable(),
});
export type SegmentPage = z.infer<typeof segmentPageSchema>;
