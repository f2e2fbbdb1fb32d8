import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { hostIdSchema, instantSchema, ownIdSchema, textSchema, tiktokIdSchema } from './fields.ts';
import { attributeSchema } from './mappings.ts';
import { pageQuerySchema } from './page.ts';

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

/** What an export does at TikTok: makes an audience, or changes one that exists. */
export const AUDIENCE_CHANGES = ['CREATE', ...AUDIENCE_ACTIONS] as const;
export type AudienceChange = (typeof AUDIENCE_CHANGES)[number];

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
    audienceName: z
      .string()
      .nullable()
      .describe('the audience’s name as it was when the export was opened, null when it was not known'),
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
    pausedAt: instantSchema
      .nullable()
      .describe('since when somebody holds it still, in `uploading` or `receiving`; null while it may run'),
    waiting: z
      .object({ since: instantSchema, reason: failureSchema })
      .nullable()
      .describe('the sign-in it depends on needs somebody; it goes on by itself once somebody has signed in again'),
    createdBy: z.string().nullable().describe('userId of the session, null for the host’s back end'),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    timeline: z.array(z.object({ state: exportStateSchema, at: instantSchema })),
  })
  .meta({ id: 'Export' });
export type Export = z.infer<typeof exportSchema>;

/** Any of `words`, separated by commas. */
function anyOf(words: readonly string[]) {
  const word = `(?:${words.join('|')})`;
  return z
    .string()
    .max(200)
    .regex(new RegExp(`^${word}(?:,${word})*$`), `must be one or more of ${words.join(', ')}, separated by commas`);
}

/**
 * Query of `GET /v1/exports`; every filter that is given has to hold. `q` is looked for in the audience’s name and id and in
 * the export’s id, whatever the case or accents. `since` and `until` are about `createdAt`: from the one, before the other.
 */
export const listExportsQuerySchema = pageQuerySchema.extend({
  state: anyOf(EXPORT_STATES).describe('such as `failed,cancelled`').optional(),
  action: anyOf(AUDIENCE_CHANGES).describe('such as `CREATE,APPEND`').optional(),
  advertiserId: tiktokIdSchema.optional(),
  q: textSchema(1, 200)
    .describe('part of the audience’s name or id, or of the export’s id; case and accents do not count')
    .optional(),
  since: instantSchema.describe('opened then or later').optional(),
  until: instantSchema.describe('opened before then').optional(),
});
export type ListExportsQuery = z.infer<typeof listExportsQuerySchema>;

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
