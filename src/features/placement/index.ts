export { moveByAutomation } from './move-by-automation.ts';
export { moveContacts } from './move-contacts.ts';
export { placeContacts } from './place-contacts.ts';
export { placementRoutes } from './placement.routes.ts';
export type { PlacementItem } from './placement-rows.rules.ts';
export { listPlacements } from './placements-list.store.ts';
export { releaseContacts } from './release-contacts.ts';
