export { createApp } from './app.ts';
export { type Config, ConfigError, loadConfig } from './config.ts';
export { createServer, type Server, type ServerParts } from './create-server.ts';
export type { Actor, Clock, Deps, JobSignal, Random } from './deps.ts';
export { AppError, ERROR_STATUS } from './errors.ts';
export { type JobRunner } from './jobs/index.ts';
export { StoreError } from './store/index.ts';
