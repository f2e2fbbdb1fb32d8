export { type AuditActor, type AuditNote, writeAudit } from './write-audit.ts';
