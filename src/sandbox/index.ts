export { generateDialogues } from './dialogues/generate-dialogues.ts';
export { GraphConversation } from './dialogues/graph-conversation.ts';
export { readDialogues } from './dialogues/read-dialogues.ts';
export type { GeminiSandbox } from './gemini/gemini-sandbox.ts';
export type { GeminiKnobs, GeminiKnobsPatch, GeminiMode } from './gemini/knobs.ts';
export type { MetaKnobs, MetaKnobsPatch } from './meta/knobs.ts';
export type { MetaSandbox } from './meta/meta-sandbox.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';
