export type { AppEnv } from './app-env.ts';
export { JSON_LIMIT_BYTES } from './body-limit.ts';
export { escapeHtml } from './escape-html.ts';
export { createBodyBudget, readIncomingBody, readLimitedBody } from './limited-body.ts';
export { toInstant, toInstantOrNull } from './instant.ts';
export { badCursor, decodeCursor, encodeCursor, toPage, toSliceQuery } from './page.ts';
export { problemDocument } from './problem.ts';
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
