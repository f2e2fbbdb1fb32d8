import { z } from 'zod';
import { CALL_FAMILIES, CALL_STATUSES } from './control-kinds.ts';
import { actorKindSchema, controlActionSchema } from './controls.ts';
import { failureSchema } from './errors.ts';
import { instantSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';
import { pageQuerySchema } from './page.ts';

export const callFamilySchema = z.enum(CALL_FAMILIES).meta({ id: 'CallFamily' });
export const callStatusSchema = z.enum(CALL_STATUSES).meta({ id: 'CallStatus' });

export const callActorSchema = z
  .object({
    actorKind: actorKindSchema,
    credential: z.enum(['session', 'host']),
    userId: z.string().nullable(),
  })
  .meta({ id: 'CallActor' });
export type CallActor = z.infer<typeof callActorSchema>;

/** One try of a call at TikTok. */
export const callAttemptSchema = z
  .object({
    at: instantSchema,
    durationMs: z.number().int(),
    purpose: z.enum(['send', 'look_up']).describe('`look_up`: a read that finds out what became of a lost answer'),
    outcome: z
      .enum(['answered', 'lost', 'not_sent', 'found', 'not_found'])
      .describe('`lost`: sent, but no answer came back; `found`, `not_found`: of a look-up'),
    httpStatus: z.number().int().nullable(),
    tiktokCode: z.number().int().nullable(),
    tiktokRequestId: z.string().nullable(),
    detail: z.string().nullable().describe('in words, without personal values'),
  })
  .meta({ id: 'CallAttempt' });
export type CallAttempt = z.infer<typeof callAttemptSchema>;

/** One write that somebody sent through the pass-through. Reads are not written down. */
export const tiktokCallSchema = z
  .object({
    id: ownIdSchema,
    at: instantSchema,
    finishedAt: instantSchema.nullable(),
    status: callStatusSchema,
    actor: callActorSchema,
    method: z.string(),
    path: z.string().describe('under /open_api/v1.3, such as `/campaign/create/`'),
    family: callFamilySchema,
    actions: z.array(controlActionSchema),
    advertiserId: tiktokIdSchema.nullable(),
    connectionId: ownIdSchema.nullable(),
    idempotencyKey: z.string().nullable(),
    createRequestId: z.string().nullable().describe('the `request_id` that went with a create'),
    entityIds: z.array(z.string()).describe('what TikTok made or was told to change'),
    attempts: z.array(callAttemptSchema),
    approvalId: ownIdSchema.nullable(),
    error: failureSchema.nullable(),
  })
  .meta({ id: 'TikTokCall' });
export type TikTokCall = z.infer<typeof tiktokCallSchema>;

/** Query of `GET /v1/tiktok-calls`, newest first. */
export const listTikTokCallsQuerySchema = pageQuerySchema.extend({
  advertiserId: tiktokIdSchema.optional(),
  status: callStatusSchema.optional(),
  idempotencyKey: z
    .string()
    .regex(/^[\x20-\x7e]{1,255}$/, 'must be 1 to 255 printable ASCII characters')
    .optional(),
});
export type ListTikTokCallsQuery = z.infer<typeof listTikTokCallsQuerySchema>;
