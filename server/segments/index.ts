export { isPrivateAddress } from './private-address.ts';
export { segmentRoutes } from './routes.ts';
export { requireAllowedSource } from './source-url.ts';
