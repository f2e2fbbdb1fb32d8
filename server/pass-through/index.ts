export { ROUTE } from './call-path.ts';
export { CONNECTION_HEADER } from './find-target.ts';
export { documentPassThrough } from './openapi.ts';
export { createPassThrough, isForPassThrough, type PassThrough } from './receiver.ts';
export { passThroughRoutes } from './routes.ts';
export { runApproved } from './run-approved.ts';
