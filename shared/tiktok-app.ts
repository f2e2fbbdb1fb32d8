import { z } from 'zod';
import { instantSchema } from './fields.ts';

/** The developer app that new sign-ins of a workspace are made with. The secret is write-only. */
export const tiktokAppSchema = z
  .object({
    source: z
      .enum(['workspace', 'server', 'none'])
      .describe('the workspace’s own, the server’s for workspaces without one, or none: nobody can sign in'),
    appId: z.string().nullable().describe('null without an app'),
    secretLast4: z.string().nullable().describe('of the workspace’s own app; the server’s shows nothing'),
    updatedAt: instantSchema.nullable().describe('of the workspace’s own app: when it was last saved'),
    connectionCount: z.number().int().describe('connections that were made with this app'),
  })
  .meta({ id: 'TikTokApp' });
export type TikTokAppView = z.infer<typeof tiktokAppSchema>;

const printable = (name: string, min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^[\x21-\x7e]+$/, `must be the ${name} as TikTok's developer portal shows it: ASCII without spaces`);

export const putTikTokAppSchema = z
  .strictObject({
    appId: printable('app id', 1, 64),
    appSecret: printable('app secret', 16, 256).describe('write-only: only its last four characters are ever shown'),
  })
  .meta({ id: 'PutTikTokApp' });
export type PutTikTokApp = z.infer<typeof putTikTokAppSchema>;
