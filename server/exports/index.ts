export { continueExports } from './continue-exports.ts';
export { createExportEngine, type ExportEngine } from './engine.ts';
export { createExportJobs, exportJobs } from './jobs.ts';
export { DEFAULT_EXPORT_LIMITS, type ExportLimits } from './limits.ts';
export { exportRoutes } from './routes.ts';
export { planSweep } from './sweep-job.ts';
export { exportReportRoutes } from './report-routes.ts';
