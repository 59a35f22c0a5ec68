export type { Outgoing, OutgoingOptions, OutgoingResponse } from './outgoing.ts';
export { createOutgoing } from './outgoing.ts';
export { OutgoingError } from './outgoing-error.ts';
