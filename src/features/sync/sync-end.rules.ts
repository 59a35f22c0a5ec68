import { GraphError } from '../../channels/meta/graph-error.ts';
import { SecretError } from '../../platform/secrets/secret-error.ts';
import type { SyncEnd } from './sync.store.ts';

/** Codes of errors that are ours, not the provider's. */
export type SyncFailure = SyncEnd & { status: 'FAILED' };

/** Says for people why a sync could not go on, and who must act. */
export function failureOf(error: unknown): SyncFailure {
  if (error instanceof GraphError) {
    return failed(graphCode(error), graphAdvice(error));
  }
  if (error instanceof SecretError) {
    return failed(
      'token_unreadable',
      'The stored token cannot be opened with the present secret. Connect the Page again, or restore SWITCHYARD_SECRET.',
    );
  }
  return failed(
    'internal',
    'The sync stopped on an error of ours; what came in is kept. Start it again; if it stops again, look into the log.',
  );
}

export const notConnected: SyncFailure = failed(
  'not_connected',
  'The Page is not connected. Connect it again under Integrations.',
);

function failed(errorCode: string, errorMessage: string): SyncFailure {
  return { status: 'FAILED', errorCode, errorMessage };
}

/** `190/463`, or what kind of trouble it was when the provider gave no code. */
export function graphCode(error: GraphError): string {
  if (error.code === null) return error.kind;
  return error.subcode === null ? String(error.code) : `${error.code}/${error.subcode}`;
}

const advice: Partial<Record<GraphError['kind'], string>> = {
  reconnect:
    'Facebook no longer accepts the access of this Page. Connect the Page again; what came in is kept.',
  permission:
    'Facebook refuses a permission. Connect the Page again and allow all that is asked for.',
  config: "The Meta app's settings are wrong. Check its id, secret and mode.",
  retry:
    'Facebook did not answer properly several times in a row. Start the sync again later; it goes on where it stopped.',
  not_found:
    'Facebook does not find this Page any more, or hides it from us. Check the Page, then connect it again.',
};

function graphAdvice(error: GraphError): string {
  return error.advice ?? advice[error.kind] ?? `Facebook refused: ${error.message}`;
}

/** The same about one conversation, while its Page goes on. */
export function conversationAdvice(error: GraphError): string {
  if (error.kind !== 'not_found' || error.advice) return graphAdvice(error);
  return 'Facebook does not find this conversation any more: it was deleted, or hidden from us.';
}
