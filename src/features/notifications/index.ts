export { notificationRoutes } from './notifications.routes.ts';
export { notifyMembers } from './notify-members.store.ts';
