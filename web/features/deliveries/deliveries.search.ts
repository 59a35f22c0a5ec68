import type { DeliveryChannel, DeliveryStatus } from '../../../src/contracts/deliveries.ts';
import { choiceParam, present, type RawSearch, textParam } from '../../ui/search-params.ts';

const channels: Record<DeliveryChannel, true> = {
  webhook: true,
  sms: true,
  email: true,
  messenger: true,
  instagram: true,
};
const statuses: Record<DeliveryStatus, true> = {
  held: true,
  queued: true,
  sending: true,
  sent: true,
  delivered: true,
  failed: true,
  unknown: true,
  cancelled: true,
};

/** `delivery`: the one open in the drawer. */
export function deliveriesSearch(search: RawSearch) {
  return present({
    q: textParam(search['q']),
    channel: choiceParam(search['channel'], channels),
    status: choiceParam(search['status'], statuses),
    automationId: textParam(search['automationId']),
    delivery: textParam(search['delivery']),
  });
}
