import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  approvalPageSchema,
  approvalSchema,
  decideApprovalSchema,
  listApprovalsQuerySchema,
} from '../../shared/approvals.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { ownIdSchema } from '../../shared/fields.ts';
import type { Deps } from '../deps.ts';
import {
  type AppEnv,
  BOTH,
  createRoute,
  emptyIsNone,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  newRouter,
  optionalJsonBody,
  problemResponses,
} from '../http/index.ts';
import { approveCall, denyCall, withdrawCall } from './decide-approval.ts';
import { getApproval, listApprovals } from './read-approvals.ts';

const TAGS = ['Approvals'];
const params = z.object({ approvalId: ownIdSchema });
const ONE = '/v1/approvals/{approvalId}';

const listRoute = createRoute({
  operationId: 'listApprovals',
  tags: TAGS,
  summary: 'Calls that wait for a person, then those that were decided on',
  description: 'What waits comes first, then the rest, each newest first. Kept for 90 days after their end.',
  method: 'get',
  path: '/v1/approvals',
  security: BOTH,
  request: { query: listApprovalsQuerySchema },
  responses: {
    200: jsonAnswer('A page of approvals', approvalPageSchema),
    ...problemResponses('permission_denied', 'invalid_request'),
  },
});

const getRoute = createRoute({
  operationId: 'getApproval',
  tags: TAGS,
  summary: 'Get one approval',
  method: 'get',
  path: ONE,
  security: BOTH,
  request: { params },
  responses: { 200: jsonAnswer('The approval', approvalSchema), ...problemResponses('permission_denied', 'not_found') },
});

const DECIDER: readonly ErrorCode[] = ['approval_needs_person'];

function decisionRoute<Verb extends 'approve' | 'deny' | 'withdraw'>(
  verb: Verb,
  summary: string,
  description: string,
  ...codes: readonly ErrorCode[]
) {
  return createRoute({
    operationId: `${verb}Call`,
    tags: TAGS,
    summary,
    description,
    method: 'post',
    path: `${ONE}/${verb}` as const,
    security: BOTH,
    middleware: emptyIsNone,
    request: { params, body: optionalJsonBody(decideApprovalSchema) },
    responses: {
      200: jsonAnswer('The approval as it is now', approvalSchema),
      ...problemResponses('permission_denied', 'not_found', 'approval_over', ...codes, ...JSON_BODY_PROBLEMS),
    },
  });
}

const ONLY_PERSONS =
  'For a session with the permission `controls` whose `actorKind` is `person`, of somebody else than who asked. A host key cannot decide.';

const approveRoute = decisionRoute(
  'approve',
  'Say yes to a call',
  `A call \`by_server\` is sent at once; one \`by_caller\` may be sent by its caller within an hour. ${ONLY_PERSONS}`,
  ...DECIDER,
);
const denyRoute = decisionRoute('deny', 'Say no to a call', `For good. ${ONLY_PERSONS}`, ...DECIDER);
const withdrawRoute = decisionRoute(
  'withdraw',
  'Take a request back',
  'For who asked, for a host key, and for sessions with the permission `controls`, while nothing of the call is on its way.',
);

export function approvalRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listApprovals(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(getRoute, async (c) =>
    c.json(await getApproval(deps, c.get('actor'), c.req.valid('param').approvalId), 200),
  );
  router.openapi(approveRoute, async (c) => {
    const { approvalId } = c.req.valid('param');
    return c.json(await approveCall(deps, c.get('actor'), approvalId, c.req.valid('json')), 200);
  });
  router.openapi(denyRoute, async (c) => {
    const { approvalId } = c.req.valid('param');
    return c.json(await denyCall(deps, c.get('actor'), approvalId, c.req.valid('json')), 200);
  });
  router.openapi(withdrawRoute, async (c) => {
    const { approvalId } = c.req.valid('param');
    return c.json(await withdrawCall(deps, c.get('actor'), approvalId, c.req.valid('json')), 200);
  });
  return router;
}
