import { describe, expect, it } from 'vitest';
import type { Delta } from '../../../src/contracts/realtime.ts';
import { withRowChanges } from './work-delta.rules.ts';

const row = { id: 'a', status: 'open', title: 'Call' };
const delta = (subjectId: string, type: string, changes: Delta['changes']): Delta => ({
  id: 1,
  type,
  subjectId,
  contactId: null,
  changes,
  actor: 'system',
  at: '2026-03-02T10:00:00Z',
});

describe('withRowChanges', () => {
  it('takes what changed in this row, the latest last', () => {
    const first = delta('a', 'task.updated', { status: ['open', 'in_progress'] });
    const second = delta('a', 'task.updated', { status: ['in_progress', 'completed'] });
    expect(withRowChanges(row, [first, second])).toEqual({ ...row, status: 'completed' });
  });

  it('is the same row when nothing of it changed', () => {
    const others = [
      delta('b', 'task.updated', { status: ['open', 'completed'] }),
      delta('a', 'task.updated', { lane: [1, 2] }),
      delta('a', 'task.deleted', { status: ['open', null] }),
    ];
    expect(withRowChanges(row, others)).toBe(row);
  });
});
