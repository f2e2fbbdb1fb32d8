import { z } from 'zod';
import { ACTOR_KINDS } from './control-kinds.ts';
import { actorKindSchema } from './controls.ts';
import { hostIdSchema, instantSchema, originSchema } from './fields.ts';

export const PERMISSIONS = ['read', 'connect', 'map', 'export', 'campaigns', 'controls'] as const;
export const permissionSchema = z.enum(PERMISSIONS).meta({ id: 'Permission' });
export type Permission = z.infer<typeof permissionSchema>;

export const DEFAULT_SESSION_TTL_SECONDS = 900;
export const MAX_SESSION_TTL_SECONDS = 3600;

/** `POST /v1/sessions`. Permissions default to all of them; `origin` binds the token to one web origin. */
export const createSessionSchema = z
  .strictObject({
    workspaceId: hostIdSchema,
    userId: hostIdSchema,
    permissions: z.array(permissionSchema).min(1).optional(),
    origin: originSchema.optional(),
    actorKind: z.enum(ACTOR_KINDS).optional().describe('who acts with the token, for the controls (person)'),
    ttlSeconds: z.number().int().min(1).max(MAX_SESSION_TTL_SECONDS).optional(),
  })
  .meta({ id: 'CreateSession' });
export type CreateSession = z.infer<typeof createSessionSchema>;

export const sessionTokenSchema = z
  .object({ token: z.string(), expiresAt: instantSchema })
  .meta({ id: 'SessionToken' });
export type SessionToken = z.infer<typeof sessionTokenSchema>;

/** `GET /v1/session`: who the credential speaks for. `userId` and `expiresAt` are null for a host key. */
export const sessionViewSchema = z
  .object({
    kind: z.enum(['session', 'host']),
    workspaceId: z.string(),
    userId: z.string().nullable(),
    actorKind: actorKindSchema.describe('who acts with the credential, for the controls'),
    permissions: z.array(permissionSchema),
    origin: z.string().nullable(),
    expiresAt: instantSchema.nullable(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionViewSchema>;
