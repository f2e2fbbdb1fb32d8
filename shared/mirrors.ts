import { z } from 'zod';
import { failureSchema } from './errors.ts';
import { createAudienceSchema, deliverySchema, exportStateSchema } from './exports.ts';
import { hostIdSchema, instantSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';
import { attributeSchema } from './mappings.ts';
import { pageQuerySchema } from './page.ts';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const timeOfDaySchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 06:30')
  .describe('in the ad account’s time zone');

/** When a mirror runs by itself. Runs begin up to 10 minutes later, each mirror at its own moment, so that not all start at once. */
export const scheduleSchema = z
  .discriminatedUnion('every', [
    z.strictObject({ every: z.literal('hour') }),
    z.strictObject({ every: z.literal('day'), at: timeOfDaySchema }),
    z.strictObject({ every: z.literal('week'), on: z.enum(WEEKDAYS), at: timeOfDaySchema }),
  ])
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof scheduleSchema>;

/**
 * Keeps an audience equal to a segment that has a source. With `create` the first run makes the audience; with `update` the first
 * run replaces what is in it, which somebody has to confirm. `schedule` null: it runs only when asked to.
 */
export const createMirrorSchema = z
  .strictObject({
    advertiserId: tiktokIdSchema,
    segmentId: hostIdSchema,
    attributes: z.array(attributeSchema).min(1).max(13),
    audience: z.union([
      z.strictObject({ create: createAudienceSchema }),
      z.strictObject({ update: z.strictObject({ customAudienceId: tiktokIdSchema }) }),
    ]),
    schedule: scheduleSchema.nullable(),
    defaultCountry: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'must be an ISO 3166-1 alpha-2 code')
      .optional(),
    emailRule: z.enum(['current', 'legacy']).optional(),
  })
  .meta({ id: 'CreateMirror' });
export type CreateMirror = z.infer<typeof createMirrorSchema>;

export const updateMirrorSchema = z
  .strictObject({
    schedule: scheduleSchema.nullable().optional(),
    attributes: z.array(attributeSchema).min(1).max(13).optional(),
  })
  .meta({ id: 'UpdateMirror' });
export type UpdateMirror = z.infer<typeof updateMirrorSchema>;

/** `full` sends everybody again instead of the change, for an audience that somebody changed elsewhere. */
export const runMirrorSchema = z
  .strictObject({ dryRun: z.boolean().optional(), full: z.boolean().optional() })
  .meta({ id: 'RunMirror' });
export type RunMirror = z.infer<typeof runMirrorSchema>;

export const mirrorSchema = z
  .object({
    id: ownIdSchema,
    advertiserId: tiktokIdSchema,
    segmentId: hostIdSchema,
    segmentName: z.string().nullable().describe('null when the host has removed the segment'),
    attributes: z.array(attributeSchema),
    customAudienceId: tiktokIdSchema.nullable().describe('null until the first run has made it'),
    audienceName: z.string().nullable(),
    delivery: deliverySchema,
    schedule: scheduleSchema.nullable(),
    timezone: z.string().describe('IANA name: the ad account’s, UTC when TikTok does not say'),
    nextRunAt: instantSchema.nullable().describe('null when it is paused or has no schedule'),
    pausedAt: instantSchema.nullable(),
    members: z
      .number()
      .int()
      .nullable()
      .describe('identifiers that TikTok holds for it, as far as sent from here; null before the first run'),
    currentExportId: ownIdSchema.nullable().describe('the run under way, or the one that waits for a confirmation'),
    lastRun: z
      .object({
        exportId: ownIdSchema,
        state: exportStateSchema,
        at: instantSchema,
        toAdd: z.number().int().nullable(),
        toRemove: z.number().int().nullable(),
        error: failureSchema.nullable(),
      })
      .nullable(),
    skipped: z.number().int().describe('times in a row that a run was due while the one before was not done'),
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Mirror' });
export type Mirror = z.infer<typeof mirrorSchema>;

export const listMirrorsQuerySchema = pageQuerySchema.extend({
  advertiserId: tiktokIdSchema.optional(),
  customAudienceId: tiktokIdSchema.optional(),
});
export type ListMirrorsQuery = z.infer<typeof listMirrorsQuerySchema>;
