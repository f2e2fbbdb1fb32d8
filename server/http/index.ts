export type { AppEnv } from './app-env.ts';
export { escapeHtml } from './escape-html.ts';
export { toInstant, toInstantOrNull } from './instant.ts';
export { badCursor, decodeCursor, encodeCursor, toPage, toSliceQuery } from './page.ts';
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
