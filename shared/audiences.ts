import { z } from 'zod';
import { ownIdSchema, instantSchema, tiktokIdSchema } from './fields.ts';
import { audienceActionSchema, exportStateSchema } from './exports.ts';

/** One of TikTok's custom audiences, with what was exported to it from here. */
export const audienceSchema = z
  .object({
    customAudienceId: tiktokIdSchema,
    name: z.string(),
    audienceType: z.string().describe('TikTok’s words, such as Customer File Audience'),
    calculateType: z.string().nullable(),
    coverNum: z.number().int(),
    isValid: z.boolean(),
    isExpiring: z.boolean(),
    createTime: z.string().nullable(),
    expiredTime: z.string().nullable(),
    updatable: z.boolean().describe('a customer file audience this account made'),
    history: z.array(
      z.object({
        exportId: ownIdSchema,
        action: z.union([z.literal('CREATE'), audienceActionSchema]),
        state: exportStateSchema,
        people: z.number().int(),
        createdBy: z.string().nullable(),
        createdAt: instantSchema,
      }),
    ),
  })
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof audienceSchema>;
