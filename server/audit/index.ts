export { auditRoutes } from './routes.ts';
export { type AuditActor, writeAudit } from './write-audit.ts';
