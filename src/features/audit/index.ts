export { actorNames, type NameOf } from './actor-names.ts';
export { auditRoutes } from './audit.routes.ts';
export { projectAudit, startAuditProjection } from './project-audit.ts';
