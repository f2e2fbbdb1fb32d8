export { continueExports } from './continue-exports.ts';
export { tellExport } from './export-events.ts';
export { createExportEngine, type ExportEngine } from './engine.ts';
export { createExportJobs } from './jobs.ts';
export { DEFAULT_EXPORT_LIMITS, type ExportLimits } from './limits.ts';
export { exportRoutes } from './routes.ts';
export { planSweep } from './sweep-job.ts';
export { exportReportRoutes } from './report-routes.ts';
export { examineAudience } from './examine-audience.ts';
export { inEnglish } from './finding-words.ts';
export { MANY_REMOVALS } from './findings.ts';
export { cancelExport } from './cancel-export.ts';
export {
  dropRun,
  endUnchanged,
  failReady,
  isFullRun,
  MIRROR_JOB,
  unansweredCreate,
} from './mirror-runs.ts';
export { openExport, openFailedExport, snapshotMapping } from './open-export.ts';
export { requireDistinct, requireIdentifier } from './require-attributes.ts';
export { requireFit } from './identifier-plan.ts';
export { beginSending } from './start-export.ts';
export { showExport } from './view.ts';
