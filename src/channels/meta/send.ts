import { z } from 'zod';
import { type GraphClient, graphPath } from './graph-client.ts';

const Sent = z
  .object({ message_id: z.string().min(1) })
  .transform(({ message_id }) => ({ messageId: message_id }));

/**
 * Sends one text through a Page, to Messenger or its Instagram account. Within 24 h of the
 * person's last message; later only what a person typed, with `HUMAN_AGENT`, within 7 days.
 * There is no idempotency key: the message comes back as an echo with the same id.
 *
 * @throws GraphError `window_closed`, `undeliverable`, `handover` …; with `outcomeUnknown` the
 *   message may have left and must be looked for before it is sent again
 */
export function sendMessage(input: {
  client: GraphClient;
  /** The Page's id. */
  accountId: string;
  token: string;
  recipientId: string;
  text: string;
  tag?: 'HUMAN_AGENT';
  signal?: AbortSignal;
}): Promise<{ messageId: string }> {
  const type =
    input.tag === undefined
      ? { messaging_type: 'RESPONSE' }
      : { messaging_type: 'MESSAGE_TAG', tag: input.tag };
  return input.client.post(graphPath(input.accountId, 'messages'), Sent, {
    token: input.token,
    accountId: input.accountId,
    params: { recipient: { id: input.recipientId }, message: { text: input.text }, ...type },
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  });
}
