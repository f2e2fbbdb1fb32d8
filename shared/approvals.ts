import { z } from 'zod';
import { callActorSchema, callFamilySchema } from './calls.ts';
import { APPROVAL_STATUSES } from './control-kinds.ts';
import { controlActionSchema } from './controls.ts';
import { failureSchema } from './errors.ts';
import { instantSchema, ownIdSchema, textSchema, tiktokIdSchema } from './fields.ts';
import { pageQuerySchema, pageSchema } from './page.ts';

export const approvalStatusSchema = z.enum(APPROVAL_STATUSES).meta({ id: 'ApprovalStatus' });

/** A call that the controls hold until a person has decided on it. */
export const approvalSchema = z
  .object({
    id: ownIdSchema,
    status: approvalStatusSchema,
    requestedAt: instantSchema,
    expiresAt: instantSchema.describe('a request that nobody decided on by then is over'),
    requestedBy: callActorSchema,
    advertiserId: tiktokIdSchema.nullable(),
    accountName: z.string().nullable(),
    currency: z.string().nullable().describe('of the ad account, for amounts among the facts'),
    connectionId: ownIdSchema.nullable(),
    method: z.string(),
    path: z.string(),
    family: callFamilySchema,
    actions: z.array(controlActionSchema).describe('what the call does'),
    asked: z.array(controlActionSchema).describe('those of them that the controls want asked about'),
    subject: z
      .object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() })
      .describe('what it is about: such as a campaign, by id and name as far as the call or TikTok says'),
    facts: z
      .array(z.object({ field: z.string(), value: z.string() }))
      .describe('what the call says, field by field, for the person who decides; long values are cut'),
    runs: z
      .enum(['by_server', 'by_caller'])
      .describe(
        '`by_server`: an approval sends the call. `by_caller`: files and lists of people are not kept, so the caller sends the call again with X-Approval-Id',
      ),
    decidedAt: instantSchema.nullable(),
    decidedBy: z.string().nullable().describe('the user who decided'),
    note: z.string().nullable(),
    callId: ownIdSchema.nullable().describe('the call that came of it, see GET /v1/tiktok-calls'),
    result: z
      .object({
        tiktokCode: z.number().int().nullable(),
        tiktokMessage: z.string().nullable(),
        tiktokRequestId: z.string().nullable(),
        error: failureSchema.nullable(),
      })
      .nullable(),
    mayDecide: z.boolean().describe('whether the person who asks may decide on it'),
  })
  .meta({ id: 'Approval' });
export type Approval = z.infer<typeof approvalSchema>;

/** Query of `GET /v1/approvals`: what waits first, then the rest, newest first. */
export const listApprovalsQuerySchema = pageQuerySchema.extend({
  status: approvalStatusSchema.optional(),
  advertiserId: tiktokIdSchema.optional(),
});
export type ListApprovalsQuery = z.infer<typeof listApprovalsQuerySchema>;

export const approvalPageSchema = pageSchema(approvalSchema).extend({
  pendingCount: z.number().int().describe('in the whole workspace'),
});
export type ApprovalPage = z.infer<typeof approvalPageSchema>;

/** `POST /v1/approvals/{id}/approve`, `…/deny`, `…/withdraw`. */
export const decideApprovalSchema = z
  .strictObject({ note: textSchema(1, 500).optional() })
  .meta({ id: 'DecideApproval' });
export type DecideApproval = z.infer<typeof decideApprovalSchema>;
