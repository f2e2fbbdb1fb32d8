import { z } from 'zod';
import { instantSchema, ownIdSchema, tiktokIdSchema } from './fields.ts';

/** An amount of money in the ad account's currency: digits, and as many decimals as the currency has. */
export const amountSchema = z
  .string({
    // What is missing has a message of its own.
    error: ({ input }) => (input === undefined ? undefined : 'must be text such as "250" or "99.50", not a number'),
  })
  .regex(/^(?:0|[1-9]\d{0,12})(?:\.\d{1,3})?$/, 'must be an amount such as 250 or 99.50, without separators');

/** One ceiling of budgets. */
export const spendCapSchema = z
  .object({
    id: ownIdSchema,
    advertiserId: tiktokIdSchema,
    campaignId: tiktokIdSchema.nullable().describe('null: for the whole ad account'),
    campaignName: z.string().nullable(),
    currency: z.string().describe('ISO 4217, the ad account’s'),
    daily: amountSchema.nullable().describe('what may be spent in a day at most; null: no limit'),
    lifetime: amountSchema.nullable().describe('what may be spent in all at most; null: no limit'),
    updatedAt: instantSchema,
    updatedBy: z.string().nullable(),
  })
  .meta({ id: 'SpendCap' });
export type SpendCap = z.infer<typeof spendCapSchema>;

/** `PUT /v1/spend-caps`: makes the cap of an ad account or campaign, or replaces it. */
export const putSpendCapSchema = z
  .strictObject({
    advertiserId: tiktokIdSchema,
    campaignId: tiktokIdSchema.nullable().default(null),
    daily: amountSchema.nullable(),
    lifetime: amountSchema.nullable(),
  })
  .refine(({ daily, lifetime }) => daily !== null || lifetime !== null, 'daily or lifetime must be an amount')
  .meta({ id: 'PutSpendCap' });
export type PutSpendCap = z.input<typeof putSpendCapSchema>;

export const spendCapsQuerySchema = z.object({ advertiserId: tiktokIdSchema });
export type SpendCapsQuery = z.infer<typeof spendCapsQuerySchema>;

/** What budgets add up to, and of what: the sum that a refusal shows. */
export const spendSumSchema = z
  .object({
    period: z.enum(['daily', 'lifetime']),
    currency: z.string(),
    cap: amountSchema,
    total: z.string().nullable().describe('what could be spent at most; null: without end'),
    lines: z
      .array(
        z.object({
          kind: z.enum(['campaign', 'adgroup']),
          id: z.string().nullable().describe('null for what the call would make'),
          name: z.string().nullable(),
          amount: z.string().nullable().describe('null: without end'),
          how: z
            .enum([
              'daily_budget',
              'dynamic_daily_budget',
              'lifetime_budget',
              'lifetime_per_day',
              'daily_times_days',
              'no_limit',
            ])
            .describe('how the amount comes from the budget; `no_limit`: there is no budget that limits it'),
          isChanged: z.boolean().describe('whether the call is what makes it so'),
        }),
      )
      .describe('the largest first, what the call changes always among them'),
    moreLines: z.number().int().describe('how many smaller ones were left out of the list'),
    restAmount: z.string().describe('what those add up to, as far as they have an end'),
  })
  .meta({ id: 'SpendSum' });
export type SpendSum = z.infer<typeof spendSumSchema>;

/** `GET /v1/spend-caps/{capId}/use`: how much of a cap the budgets at TikTok take up now. */
export const spendCapUseSchema = z
  .object({ cap: spendCapSchema, sums: z.array(spendSumSchema), readAt: instantSchema })
  .meta({ id: 'SpendCapUse' });
export type SpendCapUse = z.infer<typeof spendCapUseSchema>;
