import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Message } from '../../../src/contracts/conversations.ts';
import type { FocusedMessage } from './message-focus.ts';

type Input = {
  focused: FocusedMessage | null;
  hasMore: boolean;
  loadMore: () => unknown;
};

/** This close to the end the thread follows new messages. */
const nearPx = 120;

/**
 * Starts at the newest message, follows new ones, stays in place when older ones are loaded above,
 * and goes to the message that a quote leads to, loading older ones until it is found.
 */
export function useThreadScroll(
  root: RefObject<HTMLElement | null>,
  messages: readonly Message[],
  { focused, hasMore, loadMore }: Input,
): void {
  const firstId = messages[0]?.id;
  const lastId = messages.at(-1)?.id;
  const seen = useRef<{ firstId: string | undefined; height: number; fromEnd: number } | null>(
    null,
  );
  const shownFocus = useRef<number | null>(null);

  useLayoutEffect(() => {
    const element = root.current;
    if (!element || firstId === undefined || lastId === undefined) return;
    const before = seen.current;
    const isPrepended = before !== null && before.firstId !== firstId;
    if (isPrepended) element.scrollTop += element.scrollHeight - before.height;
    else if (before === null || before.fromEnd < nearPx) element.scrollTop = element.scrollHeight;
    const remember = () => {
      const { scrollHeight, scrollTop, clientHeight } = element;
      seen.current = {
        firstId,
        height: scrollHeight,
        fromEnd: scrollHeight - scrollTop - clientHeight,
      };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [root, firstId, lastId]);

  useEffect(() => {
    if (!focused || shownFocus.current === focused.at || firstId === undefined) return;
    const message = root.current?.querySelector(
      `[data-message="${CSS.escape(focused.externalId)}"]`,
    );
    if (message) {
      shownFocus.current = focused.at;
      message.scrollIntoView({ block: 'center' });
    } else if (hasMore) {
      loadMore();
    }
  }, [root, focused, firstId, hasMore, loadMore]);
}
