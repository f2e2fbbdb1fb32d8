import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { hostIdSchema, instantSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';
import { attributeSchema } from './mappings.ts';

export const EXPORT_STATES = [
  'draft',
  'receiving',
  'ready',
  'uploading',
  'processing',
  'completed',
  'failed',
  'cancelled',
] as const;
export const exportStateSchema = z.enum(EXPORT_STATES).meta({ id: 'ExportState' });
export type ExportState = z.infer<typeof exportStateSchema>;

export const AUDIENCE_ACTIONS = ['APPEND', 'REMOVE', 'REPLACE'] as const;
export const audienceActionSchema = z.enum(AUDIENCE_ACTIONS).meta({ id: 'AudienceAction' });
export type AudienceAction = z.infer<typeof audienceActionSchema>;

/** TikTok allows 1 to 128 characters for `custom_audience_name` and 1 to 365 for `retention_in_days`. */
export const createAudienceSchema = z.strictObject({
  name: z.string().trim().min(1).max(128),
  retentionInDays: z.number().int().min(1).max(365).optional(),
});
/** The action is never implied: TikTok's own default would replace the whole list. */
export const updateAudienceSchema = z.strictObject({ customAudienceId: tiktokIdSchema, action: audienceActionSchema });
export const exportAudienceSchema = z.union([
  z.strictObject({ create: createAudienceSchema }),
  z.strictObject({ update: updateAudienceSchema }),
]);
export type ExportAudience = z.infer<typeof exportAudienceSchema>;

/**
 * `defaultCountry` (alpha-2) reads national phone numbers of rows without a mapped country; without it they are
 * rejected, never guessed. `emailRule` defaults to `current`.
 */
export const createExportSchema = z
  .strictObject({
    advertiserId: tiktokIdSchema,
    attributes: z.array(attributeSchema).min(1).max(13),
    audience: exportAudienceSchema,
    segmentId: hostIdSchema.optional(),
    defaultCountry: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'must be an ISO 3166-1 alpha-2 code')
      .optional(),
    emailRule: z.enum(['current', 'legacy']).optional(),
  })
  .meta({ id: 'CreateExport' });
export type CreateExport = z.infer<typeof createExportSchema>;

export const attributeCountsSchema = z.object({
  valid: z.number().int(),
  empty: z.number().int(),
  rejected: z.number().int(),
  alreadyHashed: z.number().int(),
});
export type AttributeCounts = z.infer<typeof attributeCountsSchema>;

/** What became of the rows: rows = ready + duplicates + rejectedRows. */
export const exportCountsSchema = z
  .object({
    rows: z.number().int().describe('records received'),
    ready: z.number().int().describe('distinct people that go to TikTok'),
    duplicates: z.number().int().describe('rows whose identifiers all came before'),
    rejectedRows: z.number().int().describe('rows without any usable identifier'),
    rejectedValues: z.number().int().describe('lines of rejects.csv'),
    byAttribute: z.partialRecord(attributeSchema, attributeCountsSchema),
    byReason: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'ExportCounts' });
export type ExportCounts = z.infer<typeof exportCountsSchema>;

/** TikTok's word on the audience. `coverNum` is its matched people, 0 until processed. */
export const audienceProgressSchema = z.object({
  isValid: z.boolean(),
  coverNum: z.number().int(),
  message: z.string().nullable(),
  expiredTime: z.string().nullable(),
  checkedAt: instantSchema,
});
export type AudienceProgress = z.infer<typeof audienceProgressSchema>;

export const exportSchema = z
  .object({
    id: ownIdSchema,
    advertiserId: tiktokIdSchema,
    state: exportStateSchema,
    attributes: z.array(attributeSchema),
    audience: exportAudienceSchema,
    segmentId: z.string().nullable(),
    defaultCountry: z.string().nullable(),
    emailRule: z.enum(['current', 'legacy']),
    calculateType: z.string().nullable().describe('TikTok’s calculate_type, known once the records are'),
    customAudienceId: z.string().nullable().describe('known once TikTok has made it'),
    receivedBytes: z.number().int().describe('a broken upload goes on from here'),
    counts: exportCountsSchema,
    chunks: z.object({ total: z.number().int(), uploaded: z.number().int() }),
    peopleUploaded: z.number().int(),
    audienceProgress: audienceProgressSchema.nullable(),
    error: failureSchema.nullable(),
    createdBy: z.string().nullable().describe('userId of the session, null for the host’s back end'),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    timeline: z.array(z.object({ state: exportStateSchema, at: instantSchema })),
  })
  .meta({ id: 'Export' });
export type Export = z.infer<typeof exportSchema>;

/**
 * Query of `PUT …/records`. `columns` says what the header names: `properties` (the host's names, through the mapping;
 * the default) or `attributes` (our 13 names, as in audience.csv and from the browser's worker). In an `attributes`
 * file a cell `!reason` carries a reject found before the upload, so that row numbers and reasons survive. With `more`
 * further parts follow this one, and duplicates are not looked for yet.
 */
export const recordsQuerySchema = z.object({
  columns: z.enum(['properties', 'attributes']).optional(),
  more: z.enum(['true', 'false']).optional(),
});
export type RecordsQuery = z.infer<typeof recordsQuerySchema>;
