export { loadMasterKey } from './master-key.ts';
export type { SecretBox } from './secret-box.ts';
export { createSecretBox } from './secret-box.ts';
export { SecretError } from './secret-error.ts';
