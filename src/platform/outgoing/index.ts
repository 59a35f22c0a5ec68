export type { Resolve } from './guarded-connector.ts';
export type { Outgoing, OutgoingOptions, OutgoingRequest, OutgoingResponse } from './outgoing.ts';
export { createOutgoing } from './outgoing.ts';
export type { OutgoingErrorKind } from './outgoing-error.ts';
export { OutgoingError } from './outgoing-error.ts';
