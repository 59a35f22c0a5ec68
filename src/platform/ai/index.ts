export type { KeyHealth } from './key-pool.ts';
export type { ModelErrorKind, ModelFailure, ModelUsage } from './model-error.ts';
export { ModelError } from './model-error.ts';
export type { Generated, GenerateInput, ModelReader, ModelReaderOptions } from './model-reader.ts';
export { createModelReader } from './model-reader.ts';
export type { ModelProvider } from './providers.ts';
