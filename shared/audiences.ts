import { z } from 'zod';
import { AUDIENCE_CHANGES, deliverySchema, exportStateSchema } from './exports.ts';
import { instantSchema, ownIdSchema, textSchema, tiktokIdSchema } from './fields.ts';

/** One of TikTok's custom audiences, with what was exported to it from here. */
export const audienceSchema = z
  .object({
    customAudienceId: tiktokIdSchema,
    name: z.string(),
    audienceType: z.string().describe('TikTok’s words, such as Customer File Audience'),
    calculateType: z.string().nullable(),
    coverNum: z.number().int(),
    isValid: z.boolean(),
    isExpiring: z.boolean().describe('TikTok’s own flag: fewer than 60 days are left'),
    createTime: z.string().nullable(),
    expiredTime: z.string().nullable(),
    isCreator: z.boolean().describe('false: another ad account shared it with this one'),
    shared: z.boolean(),
    updatable: z.boolean().describe('an audience this account made that takes people from here'),
    delivery: deliverySchema.nullable().describe('the way it takes people; null when it takes none from here'),
    mirrorId: ownIdSchema.nullable().describe('the mirror of this workspace that keeps it equal to a segment'),
    history: z
      .array(
        z.object({
          exportId: ownIdSchema,
          action: z.enum(AUDIENCE_CHANGES),
          state: exportStateSchema,
          people: z.number().int(),
          createdBy: z.string().nullable(),
          createdAt: instantSchema,
        }),
      )
      .describe('newest first, 20 at most; all of it: GET /v1/exports?customAudienceId='),
  })
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof audienceSchema>;

/** `GET /v1/audiences/{customAudienceId}`. */
export const audienceDetailsSchema = audienceSchema
  .extend({
    audienceSubType: z.string().nullable(),
    message: z.string().nullable().describe('TikTok’s only word on what is wrong with it'),
    checkedAt: instantSchema,
  })
  .meta({ id: 'AudienceDetails' });
export type AudienceDetails = z.infer<typeof audienceDetailsSchema>;

export const ofAdvertiserQuerySchema = z.object({ advertiserId: tiktokIdSchema });
export type OfAdvertiserQuery = z.infer<typeof ofAdvertiserQuerySchema>;

/** REACH_FREQUENCY cannot be taken back, and TikTok ignores other changes of the same call: so one of the two. */
export const updateAudienceDetailsSchema = z
  .union([
    z.strictObject({ name: textSchema(1, 128) }),
    z.strictObject({ audienceSubType: z.literal('REACH_FREQUENCY') }),
  ])
  .meta({ id: 'UpdateAudienceDetails' });
export type UpdateAudienceDetails = z.infer<typeof updateAudienceDetailsSchema>;

/** TikTok shares within one Business Center only, with 10 ad accounts a call at most. */
export const shareAudienceSchema = z
  .strictObject({ advertiserIds: z.array(tiktokIdSchema).min(1).max(10) })
  .meta({ id: 'ShareAudience' });
export type ShareAudience = z.infer<typeof shareAudienceSchema>;

export const audienceShareSchema = z
  .object({
    advertiserId: tiktokIdSchema,
    name: z.string().nullable().describe('null when this workspace does not know the ad account'),
    sharedAt: z.string().nullable().describe('TikTok’s own text'),
  })
  .meta({ id: 'AudienceShare' });
export type AudienceShare = z.infer<typeof audienceShareSchema>;

export const LOOKALIKE_SIZES = ['NARROW', 'BALANCED', 'BROAD'] as const;
/** `/dmp/custom_audience/lookalike/create/`. The source needs at least 100 people. */
export const createLookalikeSchema = z
  .strictObject({
    name: textSchema(1, 128),
    audienceSize: z.enum(LOOKALIKE_SIZES),
    locationIds: z.array(tiktokIdSchema).min(1).max(100).describe('of GET /v1/locations'),
    includeSource: z.boolean().describe('false when left out').optional(),
    mobileOs: z.enum(['ALL', 'ANDROID', 'IOS']).describe('ALL when left out').optional(),
  })
  .meta({ id: 'CreateLookalike' });
export type CreateLookalike = z.infer<typeof createLookalikeSchema>;
export const lookalikeCreatedSchema = z.object({ customAudienceId: tiktokIdSchema }).meta({ id: 'LookalikeCreated' });
export type LookalikeCreated = z.infer<typeof lookalikeCreatedSchema>;

/** A country that TikTok can look for people in (`/tool/region/`). */
export const locationSchema = z
  .object({ locationId: tiktokIdSchema, name: z.string(), regionCode: z.string() })
  .meta({ id: 'Location' });
export type Location = z.infer<typeof locationSchema>;
