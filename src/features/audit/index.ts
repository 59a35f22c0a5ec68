export { type ActorRef, actorNames, type NameOf } from './actor-names.ts';
export { auditRoutes } from './audit.routes.ts';
export {
  type AuditProjectionOptions,
  projectAudit,
  startAuditProjection,
} from './project-audit.ts';
