export { auditRoutes } from './routes.ts';
export { type AuditActor, type AuditNote, writeAudit } from './write-audit.ts';
