export { checkFields } from './check-fields.ts';
export { checkFieldValue } from './custom-field.rules.ts';
export { customFieldRoutes } from './custom-fields.routes.ts';
export { listCustomFields } from './custom-fields.store.ts';
export { createCustomField } from './write-custom-field.ts';
