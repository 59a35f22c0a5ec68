export { loadMasterKey } from './master-key.ts';
export type { SecretBox, SecretPlace } from './secret-box.ts';
export { createSecretBox, SecretError } from './secret-box.ts';
