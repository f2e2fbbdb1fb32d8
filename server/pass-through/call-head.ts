import { ACTOR_KIND_HEADER } from '../../shared/control-kinds.ts';
import type { PassThroughContext } from './context.ts';
import { type CallClass, classify, refusal } from '../call-catalogue/index.ts';
import type { Actor } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import { authenticate, requirePermission } from '../sessions/index.ts';
import { twice } from './call-query.ts';
import { readQuery } from './call-query.ts';
import { readTarget } from './call-path.ts';
import type { Incoming } from './edges.ts';
import { createIdCollector, type IdCollector } from './named-ids.ts';

export const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;
const MOST_WAIT_SECONDS = 120;
const DEFAULT_WAIT_SECONDS = 30;

/** Everything about a call that is known without its body. */
export interface CallHead {
  readonly actor: Actor;
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly query: Readonly<Record<string, string>>;
  /** What the query names; a body may add to it. */
  readonly ids: IdCollector;
  /** As far as path and query tell. */
  readonly kind: CallClass;
  /** Nothing at TikTok is changed by it. */
  readonly isRead: boolean;
  /** How long it may wait for its turn. */
  readonly maxWaitMs: number;
}

/** What is known of a call early, for the log line of one that is turned away. */
export interface HeadNotes {
  actor: Actor | null;
  path: string | null;
  family: string | null;
}

/**
 * Reads path, credential, query and headers, and turns away what needs no body for that.
 *
 * @throws {AppError} method_not_allowed, tiktok_endpoint_refused, invalid_request, permission_denied, and what `authenticate` throws
 */
export async function readHead({ deps }: PassThroughContext, incoming: Incoming, notes: HeadNotes): Promise<CallHead> {
  const { method } = incoming;
  if (!METHODS.some((each) => each === method))
    throw new AppError('method_not_allowed', `The pass-through takes ${METHODS.join(', ')}.`, {
      members: { allow: [...METHODS] },
    });
  const { path, search } = readTarget(incoming.target);
  notes.path = path;
  const actor = await authenticate(deps, {
    authorization: incoming.header('authorization'),
    accessToken: incoming.header('access-token'),
    workspaceId: incoming.header('x-workspace-id'),
    actorKind: incoming.header(ACTOR_KIND_HEADER.toLowerCase()),
    origin: incoming.header('origin'),
  });
  notes.actor = actor;
  const maxWaitMs = readMaxWait(incoming.header('x-max-wait-seconds'));
  const ids = createIdCollector();
  const query = readQuery(search, ids);
  const seen = { method, path, query, body: NO_BODY };
  refuse(refusal(seen));
  const kind = classify(seen);
  notes.family = kind.family;
  requirePermission(actor, kind.permission);
  const isRead = kind.permission === 'read';
  if (!isRead) refuseRepeated(search);
  if (incoming.hasBody && (method === 'GET' || method === 'HEAD'))
    throw new AppError('invalid_request', `A ${method} takes no body: TikTok reads the query.`);
  return { actor, method, path, search, query, ids, kind, isRead, maxWaitMs };
}

const NO_BODY = { kind: 'none' } as const;

/** @throws {AppError} tiktok_endpoint_refused, where there is a reason */
export function refuse(reason: string | null): void {
  if (reason !== null) throw new AppError('tiktok_endpoint_refused', reason);
}

/** Which of two TikTok obeys nobody knows, and guards look at one. */
function refuseRepeated(search: string): void {
  if (!search.includes('&')) return;
  const names = new Set<string>();
  for (const name of new URLSearchParams(search).keys()) {
    if (names.has(name)) throw twice(name);
    names.add(name);
  }
}

/**
 * The approval that a caller says it has; null where it says none. It is written down with the call, so it is no other text.
 *
 * @throws {AppError} not_found - there can be none by that id
 */
export function readApprovalId(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!/^apr_[A-Za-z0-9_-]{8,64}$/.test(value)) throw notFound();
  return value;
}

function readMaxWait(value: string | undefined): number {
  if (value === undefined) return DEFAULT_WAIT_SECONDS * 1000;
  const seconds = /^[1-9]\d{0,2}$/.test(value) ? Number(value) : Number.NaN;
  if (seconds >= 1 && seconds <= MOST_WAIT_SECONDS) return seconds * 1000;
  throw new AppError('invalid_request', `X-Max-Wait-Seconds must be a whole number from 1 to ${MOST_WAIT_SECONDS}.`);
}
