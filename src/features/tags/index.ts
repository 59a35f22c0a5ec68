export { tagRoutes } from './tags.routes.ts';
export { createTag, tagContacts } from './write-tag.ts';
