export type { ModelUsage } from './model-error.ts';
export { ModelError } from './model-error.ts';
export type { ModelReader } from './model-reader.ts';
export { createModelReader } from './model-reader.ts';
export type { ModelProvider } from './providers.ts';
