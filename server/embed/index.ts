export { createEmbedFiles, type EmbedFiles } from './embed-files.ts';
export { embedRoutes } from './routes.ts';
