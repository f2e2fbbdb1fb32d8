import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ACTOR_KINDS, type ActorKind } from '../../shared/control-kinds.ts';
import { hostIdSchema, originSchema } from '../../shared/fields.ts';
import { permissionSchema, type Permission } from '../../shared/sessions.ts';
import { keyFingerprint } from '../crypto/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

// A session token is a JWT signed with HS256: short-lived, so it is not stored and needs no look-up. `kid` names the key,
// so that keys can be rotated while tokens of the old one run out.

const ISSUER = 'tiktok-ads-connect';
const AUDIENCE = 'tiktok-ads-connect/session';

const claimsSchema = z.object({
  workspaceId: hostIdSchema,
  userId: hostIdSchema,
  permissions: z.array(permissionSchema),
  origin: originSchema.nullable(),
  // Tokens made before there were controls name nobody: those were for pages.
  actorKind: z.enum(ACTOR_KINDS).default('person'),
  exp: z.number(),
});

export interface SessionClaims {
  workspaceId: string;
  userId: string;
  permissions: readonly Permission[];
  /** The only web origin whose pages may use the token, or null for any. */
  origin: string | null;
  actorKind: ActorKind;
}

/** Signs a session token with the first key. `expiresAt` is cut to whole seconds, as the token has it. */
export async function signSessionToken(
  deps: Pick<Deps, 'config' | 'clock'>,
  claims: SessionClaims,
  ttlSeconds: number,
): Promise<{ token: string; expiresAt: number }> {
  const [key] = deps.config.sessionSigningKeys;
  if (key === undefined) throw new Error('SESSION_SIGNING_KEYS holds no key.');
  const issuedAt = Math.floor(deps.clock.now() / 1000);
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: keyFingerprint(key) })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .sign(key);
  return { token, expiresAt: (issuedAt + ttlSeconds) * 1000 };
}

/** Whether the credential looks like a session token at all; a host key has no two dots with a header in front. */
export function looksLikeSessionToken(credential: string): boolean {
  return /^eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/.test(credential);
}

/** So many sessions are remembered at a time; beyond, those verified first are looked at again. */
const MAX_VERIFIED = 5_000;

/**
 * Tokens whose signature was right, per configuration and so per set of keys. A page asks with the same one for a quarter of an hour,
 * and checking a signature takes longer than all the rest of a quick call. Nothing of a token can change but its being over.
 */
const verified = new WeakMap<Deps['config'], Map<string, Actor>>();

/**
 * Who a session token speaks for.
 *
 * @throws {AppError} session_expired, invalid_session
 */
export async function verifySessionToken(deps: Pick<Deps, 'config' | 'clock'>, token: string): Promise<Actor> {
  const known = verified.get(deps.config) ?? new Map<string, Actor>();
  verified.set(deps.config, known);
  const actor = known.get(token);
  // As the library rounds: over with the second that `exp` names.
  if (actor !== undefined && Math.floor(deps.clock.now() / 1000) * 1000 < (actor.expiresAt ?? 0)) return actor;
  known.delete(token);
  const fresh = await verifySignature(deps, token);
  for (const [first] of known) {
    if (known.size < MAX_VERIFIED) break;
    known.delete(first);
  }
  known.set(token, fresh);
  return fresh;
}

async function verifySignature(deps: Pick<Deps, 'config' | 'clock'>, token: string): Promise<Actor> {
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        const key = deps.config.sessionSigningKeys.find((candidate) => keyFingerprint(candidate) === kid);
        if (key === undefined) throw new errors.JWSSignatureVerificationFailed();
        return key;
      },
      {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        currentDate: new Date(deps.clock.now()),
        requiredClaims: ['exp'],
      },
    );
    const claims = claimsSchema.parse(payload);
    return {
      kind: 'session',
      actorKind: claims.actorKind,
      workspaceId: claims.workspaceId,
      userId: claims.userId,
      permissions: new Set(claims.permissions),
      origin: claims.origin,
      expiresAt: claims.exp * 1000,
    };
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw new AppError('session_expired', "The session token has expired. Ask the host's back end for a new one.", {
        cause,
      });
    }
    throw new AppError('invalid_session', 'The session token was not made by this server or was changed.', { cause });
  }
}
