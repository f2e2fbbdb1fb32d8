export type { AppEnv } from './app-env.ts';
export { JSON_LIMIT_BYTES } from './body-limit.ts';
export { CORS_HEADERS, PREFLIGHT_HEADERS } from './cors.ts';
export { escapeHtml } from './escape-html.ts';
export {
  type BodyBudget,
  type BodyLimits,
  createBodyBudget,
  type HeldBody,
  holdBody,
  readIncomingBody,
  readLimitedBody,
} from './limited-body.ts';
export { toInstant, toInstantOrNull } from './instant.ts';
export { CLOSE_GRACE_MS } from './listener.ts';
export { badCursor, decodeCursor, encodeCursor, toPage, toSliceQuery } from './page.ts';
export { problemDocument, problemParts } from './problem.ts';
export { requestIdOf } from './request-id.ts';
export {
  BOTH,
  createRoute,
  emptyIsNone,
  HOST,
  HOST_ONLY,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  openProblemResponses,
  optionalJsonBody,
  problemResponses,
} from './route.ts';
export { SECURITY_HEADERS } from './security-headers.ts';
