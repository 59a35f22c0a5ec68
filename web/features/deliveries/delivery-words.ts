import type { DeliveryStatus } from '../../../src/contracts/deliveries.ts';
import type { StatusTone } from '../../ui/status-dot.tsx';

export const channelNames: Readonly<Record<string, string>> = {
  webhook: 'Webhook',
  sms: 'SMS',
  email: 'E-mail',
  messenger: 'Messenger',
  instagram: 'Instagram',
};

type Words = { label: string; tone: StatusTone; help: string };

export const deliveryWords: Record<DeliveryStatus, Words> = {
  held: {
    label: 'Held',
    tone: 'warning',
    help: 'Nothing is connected yet that could send it. It goes out once there is.',
  },
  queued: { label: 'Queued', tone: 'busy', help: 'It is sent in a moment, or tried again soon.' },
  sending: { label: 'Sending', tone: 'busy', help: 'It is on its way.' },
  sent: { label: 'Sent', tone: 'good', help: 'The provider took it.' },
  delivered: { label: 'Delivered', tone: 'good', help: 'It arrived.' },
  failed: {
    label: 'Failed',
    tone: 'bad',
    help: 'It was not delivered and is not tried again by itself.',
  },
  unknown: {
    label: 'Unknown',
    tone: 'warning',
    help: 'The answer was lost after it had left. It is not repeated by itself, so that nobody gets it twice.',
  },
  cancelled: { label: 'Cancelled', tone: 'quiet', help: 'It was taken back before it left.' },
};
