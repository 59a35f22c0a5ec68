import type { Sync } from '../../../src/contracts/pages.ts';
import type { StatusTone } from '../../ui/status-dot.tsx';

export type SyncFacts = Pick<
  Sync,
  'status' | 'total' | 'synced' | 'failed' | 'cutOff' | 'waitingUntil' | 'errorMessage'
>;

export type SyncText = { tone: StatusTone; title: string; notes: string[] };

/** True while a sync is waiting or running. */
export function isActive(sync: Pick<Sync, 'status'> | null): boolean {
  return sync?.status === 'PENDING' || sync?.status === 'IN_PROGRESS';
}

/** How far it is, 0–100, or null while the number of conversations is not known. */
export function progressOf({ total, synced, failed }: SyncFacts): number | null {
  return total > 0 ? Math.min(100, Math.round(((synced + failed) / total) * 100)) : null;
}

/** What a sync did or does, in words. `now` in ms since 1970. */
export function describeSync(sync: SyncFacts, now: number): SyncText {
  const notes = [...failures(sync), ...horizon(sync)];
  switch (sync.status) {
    case 'PENDING':
      return { tone: 'busy', title: 'Waiting to start', notes };
    case 'IN_PROGRESS':
      return { tone: 'busy', title: running(sync), notes: [...waiting(sync, now), ...notes] };
    case 'COMPLETED':
      return { tone: sync.failed > 0 ? 'warning' : 'good', title: completed(sync), notes };
    case 'CANCELLED':
      return {
        tone: 'quiet',
        title: `Cancelled after ${sync.synced} of ${conversations(sync.total)}`,
        notes,
      };
    case 'FAILED':
      return {
        tone: 'bad',
        title: `Stopped after ${sync.synced} of ${conversations(sync.total)}`,
        notes: [sync.errorMessage ?? 'The server gave no reason.', ...notes],
      };
  }
}

function running({ total, synced, failed }: SyncFacts): string {
  if (total === 0) return 'Looking for conversations';
  return `${synced + failed} of ${conversations(total)}`;
}

function completed({ total, synced }: SyncFacts): string {
  if (total === 0) return 'Nothing new';
  return `${conversations(synced)} brought in`;
}

function waiting({ waitingUntil }: SyncFacts, now: number): string[] {
  if (waitingUntil === null) return [];
  const seconds = Math.ceil((Date.parse(waitingUntil) - now) / 1000);
  if (seconds <= 0) return [];
  const time = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return [`Facebook asked us to slow down. Goes on by itself in ${time}.`];
}

function failures({ failed }: SyncFacts): string[] {
  return failed > 0 ? [`${conversations(failed)} could not be read.`] : [];
}

function horizon({ cutOff }: SyncFacts): string[] {
  if (cutOff === 0) return [];
  return [`In ${conversations(cutOff)} the provider no longer shows the older messages.`];
}

function conversations(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'conversation' : 'conversations'}`;
}
