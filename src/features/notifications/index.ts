export { notifyMembers } from './notify-members.store.ts';
