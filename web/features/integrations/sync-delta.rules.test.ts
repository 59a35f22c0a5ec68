import { describe, expect, it } from 'vitest';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';
import { isProgress, withProgress } from './sync-delta.rules.ts';

const delta = (changes: Delta['changes'], type = 'sync.updated'): Delta => ({
  id: 1,
  type,
  subjectId: 'sync-1',
  contactId: null,
  changes,
  actor: 'sync',
  at: '2026-01-01T00:00:00Z',
});
const page = (syncId: string) =>
  ({ name: 'Bakery', latestSync: { id: syncId, total: 10, synced: 2 } }) as ConnectedPage;

describe('sync deltas', () => {
  it('takes counters as progress, but not a new status', () => {
    expect(isProgress(delta({ synced: [2, 3], updatedAt: ['a', 'b'] }))).toBe(true);
    expect(isProgress(delta({ synced: [2, 3], status: ['IN_PROGRESS', 'COMPLETED'] }))).toBe(false);
    expect(isProgress(delta({ synced: [2, 3] }, 'page.updated'))).toBe(false);
  });

  it('changes only the page whose latest sync it is', () => {
    const news = delta({ synced: [2, 3], status: ['a', 'b'] });
    expect(withProgress(page('sync-1'), news).latestSync).toEqual({
      id: 'sync-1',
      total: 10,
      synced: 3,
    });
    const other = page('sync-2');
    expect(withProgress(other, news)).toBe(other);
  });
});
