import { describe, expect, it } from 'vitest';
import { describeSync, progressOf, type SyncFacts } from './sync.rules.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const sync = (facts: Partial<SyncFacts>): SyncFacts => ({
  status: 'IN_PROGRESS',
  total: 200,
  synced: 50,
  failed: 0,
  cutOff: 0,
  waitingUntil: null,
  errorMessage: null,
  ...facts,
});

describe('describeSync', () => {
  it('counts failed conversations as done', () => {
    expect(describeSync(sync({ failed: 2 }), now).title).toBe('52 of 200 conversations');
    expect(progressOf(sync({ failed: 2 }))).toBe(26);
  });

  it('says until when it waits, and nothing once that is over', () => {
    const waitingUntil = '2026-01-01T12:04:10Z';
    expect(describeSync(sync({ waitingUntil }), now).notes).toEqual([
      'Facebook asked us to slow down. Goes on by itself in 5 minutes.',
    ]);
    expect(describeSync(sync({ waitingUntil }), now + 600_000).notes).toEqual([]);
  });

  it('gives the reason of a failure first', () => {
    const failed = sync({ status: 'FAILED', errorMessage: 'The token expired.', failed: 1 });
    expect(describeSync(failed, now)).toEqual({
      tone: 'bad',
      title: 'Stopped after 50 of 200 conversations',
      notes: ['The token expired.', '1 conversation could not be read.'],
    });
  });

  it('does not call a sync with failures good', () => {
    expect(describeSync(sync({ status: 'COMPLETED', failed: 1 }), now).tone).toBe('warning');
  });

  it('does not know how far it is before it has counted', () => {
    expect(progressOf(sync({ total: 0, synced: 0 }))).toBeNull();
  });
});
