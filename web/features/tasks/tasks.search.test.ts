import { describe, expect, it } from 'vitest';
import { isFiltered, taskQuery, tasksSearch } from './tasks.search.ts';

describe('tasksSearch', () => {
  it('reads an address and leaves out what does not fit', () => {
    const search = { status: 'all', priority: 'nonsense', overdue: 'true', task: 'id', page: '3' };
    expect(tasksSearch(search)).toEqual({ status: 'all', overdue: true, task: 'id' });
  });
});

describe('taskQuery', () => {
  it('asks for what is left to do, unless told otherwise', () => {
    expect(taskQuery({})).toEqual({ status: ['open', 'in_progress'] });
    expect(taskQuery({ status: 'completed', q: 'call' })).toEqual({
      status: 'completed',
      q: 'call',
    });
    expect(taskQuery({ status: 'all' })['status']).toBeUndefined();
  });

  it('does not send what only the screen needs', () => {
    expect(taskQuery({ task: 'id', new: true, status: 'open' })).toEqual({ status: 'open' });
  });
});

describe('isFiltered', () => {
  it('is not for a sort or an open task', () => {
    expect(isFiltered({ sort: 'newest', task: 'id' })).toBe(false);
    expect(isFiltered({ overdue: true })).toBe(true);
  });
});
