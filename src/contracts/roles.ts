import { z } from 'zod';

/** From least to most powerful. */
export const roles = ['viewer', 'agent', 'admin', 'owner'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** Whether `role` may do what `needed` may do. */
export function roleReaches(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
