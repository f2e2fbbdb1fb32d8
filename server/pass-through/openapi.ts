import { z } from 'zod';
import { approvalSchema } from '../../shared/approvals.ts';
import { ACTOR_KIND_HEADER, APPROVAL_HEADER, type CallFamily } from '../../shared/control-kinds.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { actionsByPath, classify, foldersOf } from '../call-catalogue/index.ts';
import {
  BOTH,
  createRoute,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  openProblemResponses,
  problemResponses,
} from '../http/index.ts';
import { PREFIX } from './call-path.ts';
import { DOCUMENTED_FAMILIES, FAMILY_DOCS, type FamilyDoc } from './family-docs.ts';

export const BASE = PREFIX.slice(0, -1);
const TAGS = ['TikTok’s API'];

const envelopeSchema = z
  .looseObject({
    code: z.number().int().describe('0: done; anything else says why not, also with the status 200'),
    message: z.string(),
    request_id: z.string(),
    data: z.unknown(),
  })
  .meta({ id: 'TikTokAnswer' });

const pendingSchema = z
  .object({
    code: z.literal('approval_pending').describe('no 0, so TikTok’s SDKs take it for no success'),
    message: z.string(),
    approvalId: z.string(),
    approval: approvalSchema,
  })
  .meta({ id: 'ApprovalPending' });

const READ_PROBLEMS: readonly ErrorCode[] = [
  'invalid_request',
  'tiktok_endpoint_refused',
  'permission_denied',
  'not_found',
  'account_not_imported',
  'business_center_not_reachable',
  'tiktok_connection_required',
  'connection_disconnected',
  'tiktok_rate_limited',
  'tiktok_unavailable',
];
const WRITE_PROBLEMS: readonly ErrorCode[] = [
  ...READ_PROBLEMS,
  ...JSON_BODY_PROBLEMS,
  'connection_read_only',
  'call_denied',
  'approval_mismatch',
  'approval_over',
  'too_many_approvals',
  'spend_cap_exceeded',
  'spend_cap_unprovable',
  'idempotency_key_reused',
  'idempotency_in_progress',
  'call_outcome_unknown',
  'storage_failed',
];

// Of a family only what its guards say; the rest is said once, of any call.
const FAMILY_READ_PROBLEMS: readonly ErrorCode[] = [
  'permission_denied',
  'account_not_imported',
  'tiktok_connection_required',
  'tiktok_rate_limited',
];
const FAMILY_WRITE_PROBLEMS: readonly ErrorCode[] = [
  ...FAMILY_READ_PROBLEMS,
  ...JSON_BODY_PROBLEMS,
  'connection_read_only',
  'call_denied',
  'idempotency_key_reused',
  'idempotency_in_progress',
  'call_outcome_unknown',
];
const SPENDING_PROBLEMS: readonly ErrorCode[] = ['spend_cap_exceeded', 'spend_cap_unprovable'];

const text = z.string().optional();
const callerHeaders = z.object({
  'Access-Token': text.describe('The session token, for who cannot send `Authorization`: TikTok’s SDKs send it so'),
  'X-Tiktok-Connection': text.describe('Whose sign-in to use, where the call names no ad account'),
  'X-Max-Wait-Seconds': text.describe('How long the call may wait for its turn: 1 to 120, by default 30'),
});
const writerHeaders = callerHeaders.extend({
  [ACTOR_KIND_HEADER]: text.describe('Who acts, of a host key: `person`, `automation` (default) or `agent`'),
  'Idempotency-Key': text.describe('1 to 255 printable ASCII characters; kept for 24 hours'),
  [APPROVAL_HEADER]: text.describe('The approval that this call was given'),
});

const ANY_CALL = `TikTok’s own path goes behind \`${BASE}\`, and its own query and body with it: \`${BASE}/campaign/get/?advertiser_id=…\`. TikTok’s SDKs work with \`…/v1/tiktok\` as their base and a session token as their access token.

The answer is TikTok’s, unchanged, failures of TikTok included. What this server refuses is a problem document.

TikTok’s token is found by \`advertiser_id\`, \`advertiser_ids\`, \`bc_id\` or \`X-Tiktok-Connection\`; without any of them by the workspace’s only connection. Calls and fields that carry app secrets or tokens are refused.

Calls wait their turn: TikTok limits the app, the ad account and some endpoints. \`RateLimit\` and \`RateLimit-Policy\` say how much is left of each limit, whichever workspace uses it, and where the wait would be too long the answer is 429 with \`Retry-After\`.`;

const ANY_WRITE = `Writes are looked at before they leave: the permission, the connection, the control matrix (allow, ask, deny), what is paused by default, spend caps. \`ask\` is answered with 202 and an approval to wait for. \`Idempotency-Key\` makes a write safe to repeat. Each is written down, with every try: \`X-Call-Id\` names it, see \`GET /v1/tiktok-calls\`.`;

/** As much of an app as this needs. */
export interface Documented {
  readonly openAPIRegistry: { registerPath(route: ReturnType<typeof createRoute>): void };
}

/**
 * Puts the pass-through into the reference: what holds for any call once, and then each family with one of its calls,
 * its guards, and what each of its known calls does. Routes are elsewhere: the paths are TikTok's, not a router's.
 */
export function documentPassThrough({ openAPIRegistry: registry }: Documented): void {
  for (const method of ['get', 'post'] as const) {
    const isWrite = method === 'post';
    registry.registerPath(
      createRoute({
        operationId: isWrite ? 'callTikTok' : 'readTikTok',
        tags: TAGS,
        summary: isWrite ? 'Any write' : 'Any read',
        description: isWrite ? ANY_WRITE : ANY_CALL,
        method,
        path: `${BASE}/{path}`,
        security: BOTH,
        request: {
          params: z.object({ path: z.string().describe('TikTok’s, with its slashes: `campaign/get/`') }),
          headers: isWrite ? writerHeaders : callerHeaders,
          ...(isWrite ? { body: jsonBody(z.looseObject({})) } : {}),
        },
        responses: {
          200: { ...jsonAnswer('TikTok’s answer', envelopeSchema), headers: isWrite ? WRITE_HEADERS : READ_HEADERS },
          ...(isWrite ? { 202: PENDING } : {}),
          ...problemResponses(...(isWrite ? WRITE_PROBLEMS : READ_PROBLEMS)),
        },
      }),
    );
  }
  for (const family of DOCUMENTED_FAMILIES) registry.registerPath(familyRoute(family, FAMILY_DOCS[family]));
}

/** What becomes of a call that says nothing of running, see pausedByDefault. */
const SAYS_NOTHING = {
  kind: 'json',
  value: { operation_status: 'DISABLE', creatives: [{ operation_status: 'DISABLE' }] },
} as const;
const STATUS_OF_NEW = z.string().optional().describe('`DISABLE` when it is left out; `ENABLE` is a `resume`, too');

function familyRoute(family: CallFamily, { name, example, guards }: FamilyDoc) {
  const { method, path, summary, fields } = example;
  const call = { method: method.toUpperCase(), path, query: {}, body: SAYS_NOTHING } as const;
  const { actions, permission, isBudgetRelevant } = classify(call);
  const isWrite = actions.length > 0;
  const schema = z.looseObject(
    Object.fromEntries(
      Object.entries(fields).map(([field, kind]) => [
        field,
        field === 'operation_status' ? STATUS_OF_NEW : fieldSchema(kind, method === 'get'),
      ]),
    ),
  );
  const isForm = Object.values(fields).includes('file');
  const problems = [
    ...(isWrite ? FAMILY_WRITE_PROBLEMS : FAMILY_READ_PROBLEMS),
    ...(method === 'post' ? JSON_BODY_PROBLEMS : []),
    ...(isBudgetRelevant ? SPENDING_PROBLEMS : []),
  ];
  return createRoute({
    operationId: `tiktok_${family}`,
    tags: TAGS,
    summary: `${name}: ${summary}`,
    description: `${whereAndWho(family, permission, actions)} ${guards}`,
    'x-actions': actionsByPath(family),
    method,
    path: BASE + path,
    security: BOTH,
    request:
      method === 'get'
        ? { query: schema }
        : { body: isForm ? { required: true, content: { 'multipart/form-data': { schema } } } : jsonBody(schema) },
    responses: {
      200: jsonAnswer('TikTok’s answer', envelopeSchema),
      ...(isWrite ? { 202: PENDING } : {}),
      ...openProblemResponses(...problems),
    },
  });
}

function whereAndWho(family: CallFamily, permission: string, actions: readonly string[]): string {
  const folders = quoted(foldersOf(family));
  const where = folders === '' ? 'Paths of no other family' : `Paths under ${folders}`;
  const does = actions.length === 0 ? '' : ` and is ${quoted(actions)} to the controls`;
  return `${where}. Reads need \`read\`, writes \`${writePermission(family)}\`; this one needs \`${permission}\`${does}. Headers, and what else it may be answered with, are those of any ${actions.length === 0 ? 'read' : 'write'}.`;
}

const quoted = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

function writePermission(family: CallFamily): string {
  const path = foldersOf(family)[0] ?? '/';
  return classify({ method: 'POST', path, query: {}, body: { kind: 'none' } }).permission;
}

function fieldSchema(kind: FamilyDoc['example']['fields'][string], isQuery: boolean): z.ZodType {
  if (kind === 'list' && isQuery) return z.string().describe('a JSON array as text: `["…"]`');
  if (kind === 'object' && isQuery) return z.string().describe('a JSON object as text');
  switch (kind) {
    case 'number':
      return z.number();
    case 'list':
      return z.array(z.unknown());
    case 'object':
      return z.looseObject({});
    case 'file':
      return z.string().meta({ format: 'binary' });
    case 'text':
      return z.string();
  }
}

function header(description: string) {
  return { description, schema: { type: 'string' as const } };
}

const READ_HEADERS = {
  'X-Request-Id': header('This server’s'),
  'X-Tiktok-Request-Id': header('TikTok’s `request_id`, to quote to TikTok’s support'),
  RateLimit: header('How much is left of each limit: `r` calls for the next `t` seconds'),
  'RateLimit-Policy': header('The limits that hold: `q` calls in `w` seconds (draft-ietf-httpapi-ratelimit-headers)'),
};
const WRITE_HEADERS = {
  ...READ_HEADERS,
  'X-Call-Id': header('Under which the write is written down: `GET /v1/tiktok-calls/{callId}`'),
  'Idempotency-Replayed': header('`true`: the stored answer of the first call with this key'),
  'X-Reconciled': header('`true`: TikTok’s own answer was lost; this one was put together from what TikTok holds'),
};

const PENDING = {
  ...jsonAnswer('The controls ask a person first; nothing was sent', pendingSchema),
  headers: { Location: header('The approval, to look at again: `/v1/approvals/{approvalId}`') },
};
