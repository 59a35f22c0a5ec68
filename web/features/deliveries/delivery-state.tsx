import { StatusDot } from '../../ui/status-dot.tsx';
import { sentence } from '../automations/word-book.rules.ts';
import { deliveryWords } from './delivery-words.ts';

/** The state of one message. */
export function DeliveryState({ status }: { status: string }) {
  const words = Object.hasOwn(deliveryWords, status)
    ? deliveryWords[status as keyof typeof deliveryWords]
    : null;
  return <StatusDot tone={words?.tone ?? 'quiet'}>{words?.label ?? sentence(status)}</StatusDot>;
}
