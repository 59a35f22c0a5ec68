export { changeContact } from './change-contact.ts';
export { contactActionRoutes } from './contact-actions.routes.ts';
export { type CardRow, cardColumns, presentCard } from './contact-card.ts';
export { contactCondition } from './contact-conditions.ts';
export { lastActivity } from './contact-sorts.ts';
export { contactRoutes } from './contacts.routes.ts';
export { contactExists, memberExists } from './contacts.store.ts';
