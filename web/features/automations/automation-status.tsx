import type { AutomationListItem } from '../../../src/contracts/automations.ts';
import { StatusDot } from '../../ui/status-dot.tsx';

type Props = { automation: Pick<AutomationListItem, 'status' | 'pausedReason' | 'hasChanges'> };

/** On, off, a draft, or paused by itself. */
export function AutomationStatus({ automation: { status, pausedReason, hasChanges } }: Props) {
  if (status === 'draft') return <StatusDot tone="quiet">Draft</StatusDot>;
  if (status === 'active') {
    return <StatusDot tone="good">{hasChanges ? 'On, draft is newer' : 'On'}</StatusDot>;
  }
  if (pausedReason !== null) return <StatusDot tone="bad">Paused itself</StatusDot>;
  return <StatusDot tone="warning">Off</StatusDot>;
}
