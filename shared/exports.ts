import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { hostIdSchema, instantSchema, ownIdSchema, textSchema, tiktokIdSchema } from './fields.ts';
import { findingSentenceSchema } from './finding-sentences.ts';
import { MATCHING_ATTRIBUTES } from './identifiers/attributes.ts';
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

/** What an export does at TikTok: makes an audience, changes one that exists, or (a run of a mirror) sends what has changed. */
export const AUDIENCE_CHANGES = ['CREATE', ...AUDIENCE_ACTIONS, 'MIRROR'] as const;
export type AudienceChange = (typeof AUDIENCE_CHANGES)[number];

/**
 * The way people go to TikTok. `file`: a customer file audience, made from uploaded files; takes every action. `stream`: a partner
 * audience, fed in batches through `/segment/mapping/`; adds and removes at once and without the rule of 1,000, cannot be replaced.
 */
export const DELIVERIES = ['file', 'stream'] as const;
export const deliverySchema = z.enum(DELIVERIES).meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof deliverySchema>;

/** `audience_sub_type`: REACH_FREQUENCY is for reservation ads, and there is no way back from it. */
export const audienceSubTypeSchema = z.enum(['NORMAL', 'REACH_FREQUENCY']).meta({ id: 'AudienceSubType' });
export type AudienceSubType = z.infer<typeof audienceSubTypeSchema>;

/** TikTok allows 1 to 128 characters for `custom_audience_name` and 1 to 365 for `retention_in_days`. */
export const createAudienceSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(128),
    retentionInDays: z
      .number()
      .int()
      .min(1)
      .max(365)
      .describe(
        'a fixed end, counted from creation, that nothing extends; without it 365 days from the last edit or use',
      )
      .optional(),
    delivery: deliverySchema.describe('`file` when left out').optional(),
    audienceSubType: audienceSubTypeSchema.describe('`NORMAL` when left out').optional(),
  })
  .check(({ value: { delivery, retentionInDays, audienceSubType }, issues }) => {
    if (delivery !== 'stream') return;
    const fileOnly = { retentionInDays, audienceSubType };
    for (const [name, input] of Object.entries(fileOnly)) {
      if (input === undefined) continue;
      issues.push({
        code: 'custom',
        input,
        path: [name],
        message: 'cannot be chosen for an audience of delivery stream',
      });
    }
  });
/** The action is never implied: TikTok's own default would replace the whole list. */
export const updateAudienceSchema = z.strictObject({ customAudienceId: tiktokIdSchema, action: audienceActionSchema });
export const exportAudienceSchema = z.union([
  z.strictObject({ create: createAudienceSchema }),
  z.strictObject({ update: updateAudienceSchema }),
]);
export type ExportAudience = z.infer<typeof exportAudienceSchema>;

/** As `ExportAudience`, and a mirror's run, which nobody asks for by hand. */
export const exportTargetSchema = z.union([
  z.strictObject({ create: createAudienceSchema }),
  z.strictObject({
    update: z.strictObject({ customAudienceId: tiktokIdSchema, action: z.enum([...AUDIENCE_ACTIONS, 'MIRROR']) }),
  }),
]);
export type ExportTarget = z.infer<typeof exportTargetSchema>;

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
    dryRun: z.boolean().describe('takes and checks the records and ends there: `start` is refused').optional(),
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

/** What became of the rows: rows = ready + duplicates + rejectedRows + withoutConsent. */
export const exportCountsSchema = z
  .object({
    rows: z.number().int().describe('records received'),
    ready: z.number().int().describe('distinct people that go to TikTok'),
    duplicates: z.number().int().describe('rows whose identifiers all came before'),
    rejectedRows: z.number().int().describe('rows without any usable identifier'),
    withoutConsent: z
      .number()
      .int()
      .describe('rows dropped because nobody said yes there; 0 when consent is not mapped'),
    people: z
      .partialRecord(z.enum(MATCHING_ATTRIBUTES), z.number().int())
      .describe('of `ready`, how many have that identifier; complete once the export is ready'),
    toAdd: z
      .number()
      .int()
      .nullable()
      .describe(
        'people to send: of a mirror only those that are new or changed; null until the export is ready, and where a release before this was counted made it ready',
      ),
    toRemove: z
      .number()
      .int()
      .nullable()
      .describe(
        'identifiers to take out of the audience: of a mirror’s people who left, of people whose consent was withdrawn; null until the export is ready',
      ),
    refused: z.number().int().describe('people whose row TikTok refused; rejects.csv names them'),
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
  isExpiring: z.boolean().describe('TikTok’s own flag: fewer than 60 days are left'),
  checkedAt: instantSchema,
});
export type AudienceProgress = z.infer<typeof audienceProgressSchema>;

const sentencesSchema = z
  .array(findingSentenceSchema)
  .describe('the same as data, to say it in other languages; absent in what was written down before there were any')
  .optional();

/** What stands between `ready` and the first change at TikTok, when somebody has to look first. `start` confirms it. */
export const CONFIRMATION_CODES = ['many_removals', 'replaces_audience', 'source_shrank'] as const;
export const exportConfirmationSchema = z.object({
  code: z.enum(CONFIRMATION_CODES),
  message: z.string().describe('what would happen, with the figures, for a person'),
  sentences: sentencesSchema,
});
export type ExportConfirmation = z.infer<typeof exportConfirmationSchema>;

/** One answer of TikTok’s to something this export changed there; what TikTok’s support asks for. */
export const tiktokRequestSchema = z.object({
  at: instantSchema,
  call: z.string().describe('TikTok’s path, such as /dmp/custom_audience/create/'),
  requestId: z.string().nullable(),
  code: z.number().int().nullable().describe('0: done; null: the answer was lost'),
});
export type TikTokRequestNote = z.infer<typeof tiktokRequestSchema>;

export const exportSchema = z
  .object({
    id: ownIdSchema,
    advertiserId: tiktokIdSchema,
    state: exportStateSchema,
    attributes: z.array(attributeSchema),
    audience: exportTargetSchema,
    delivery: deliverySchema,
    mirrorId: ownIdSchema.nullable().describe('the mirror this is a run of'),
    dryRun: z.boolean(),
    consent: z.boolean().describe('rows without consent are dropped'),
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
    chunks: z
      .object({ total: z.number().int(), uploaded: z.number().int() })
      .describe('files, or with delivery `stream` batches'),
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
    trouble: z
      .object({ since: instantSchema, reason: failureSchema, nextTryAt: instantSchema })
      .nullable()
      .describe(
        'passing trouble with TikTok or the segment’s source that is waited out; null when the last call worked',
      ),
    queue: z
      .object({ position: z.number().int().min(1), behind: ownIdSchema.nullable() })
      .nullable()
      .describe(
        'another export is changing the same audience: how many go before, and the one that is at work when it is this workspace’s',
      ),
    confirmation: exportConfirmationSchema.nullable().describe('in `ready`: somebody has to look before it is started'),
    milestones: z
      .object({
        received: instantSchema.nullable(),
        prepared: instantSchema.nullable().describe('the files or batches for TikTok are made'),
        uploaded: instantSchema.nullable().describe('TikTok has all of them'),
        accepted: instantSchema.nullable().describe('TikTok has taken them into the audience and works on it'),
        usable: instantSchema.nullable(),
      })
      .describe('when each was reached'),
    usableBy: z
      .object({ from: instantSchema, until: instantSchema })
      .nullable()
      .describe('in `processing`: when TikTok says it takes this long (24 to 48 hours after `accepted`)'),
    tiktokRequests: z.array(tiktokRequestSchema).describe('the latest 50, oldest first'),
    createdBy: z
      .string()
      .nullable()
      .describe('userId of the session, null for the host’s back end and for a mirror’s schedule'),
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
  customAudienceId: tiktokIdSchema.describe('its whole history, runs of mirrors too').optional(),
  mirrorId: ownIdSchema.optional(),
  q: textSchema(1, 200)
    .describe('part of the audience’s name or id, or of the export’s id; case and accents do not count')
    .optional(),
  since: instantSchema.describe('opened then or later').optional(),
  until: instantSchema.describe('opened before then').optional(),
});
export type ListExportsQuery = z.infer<typeof listExportsQuerySchema>;

/** What the check before sending found. A blocker is what TikTok would refuse. */
export const FINDING_CODES = [
  'nobody_to_send',
  'nothing_changed',
  'audience_too_small',
  'too_small_to_target',
  'audience_limit_reached',
  'audience_limit_near',
  'audience_name_taken',
  'audience_name_cut',
  'audience_type_mismatch',
  'audience_not_updatable',
  'audience_not_found',
  'audience_expired',
  'audience_expiring',
  'fixed_retention',
  'replaces_audience',
  'many_removals',
  'source_shrank',
  'many_rejected',
  'consent_not_mapped',
  'rows_without_consent',
  'account_not_usable',
  'tiktok_not_asked',
] as const;
export const findingSchema = z.object({
  code: z.enum(FINDING_CODES),
  severity: z.enum(['blocker', 'warning', 'info']),
  message: z.string().describe('what it is, with its figures, and what to do, for a person'),
  sentences: sentencesSchema,
});
export type Finding = z.infer<typeof findingSchema>;

/** `GET /v1/exports/{id}/report`: what would be sent and what TikTok would make of it, before anything is sent. */
export const exportReportSchema = z
  .object({
    exportId: ownIdSchema,
    state: exportStateSchema,
    delivery: deliverySchema,
    change: z.enum(AUDIENCE_CHANGES),
    counts: exportCountsSchema,
    audience: z
      .object({
        customAudienceId: tiktokIdSchema,
        name: z.string(),
        coverNum: z.number().int(),
        expiredTime: z.string().nullable(),
      })
      .nullable()
      .describe('as it is now; null for a new one or when TikTok could not be asked'),
    predicted: z
      .object({ people: z.number().int(), isUpperBound: z.boolean() })
      .nullable()
      .describe('people in the audience afterwards, before TikTok matches them; null when that cannot be said'),
    findings: z.array(findingSchema).describe('blockers first'),
    checkedAt: instantSchema,
  })
  .meta({ id: 'ExportReport' });
export type ExportReport = z.infer<typeof exportReportSchema>;

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
