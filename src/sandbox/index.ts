export { readDialogues } from './dialogues/read-dialogues.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';
