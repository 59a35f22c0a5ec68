import type { RunListItem } from '../../../src/contracts/runs.ts';
import { StatusDot } from '../../ui/status-dot.tsx';
import { runTones } from './run.rules.ts';
import { runStatusNames } from './runs.search.ts';

/** The state of a run in words, with its colour. */
export function RunStatus({ status }: Pick<RunListItem, 'status'>) {
  return <StatusDot tone={runTones[status]}>{runStatusNames[status]}</StatusDot>;
}
