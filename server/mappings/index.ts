export { mappingRoutes } from './routes.ts';
