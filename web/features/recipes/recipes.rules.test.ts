import { describe, expect, it } from 'vitest';
import { groupsOf } from './recipes.rules.ts';

const recipe = (id: string, group: string, title: string) => ({
  id,
  group,
  title,
  summary: `${title}, in one sentence.`,
  questions: [],
  triggerType: 'job_completed',
  steps: ['Send an e-mail'],
});
const recipes = [
  recipe('a', 'Jobs', 'Job completed'),
  recipe('b', 'Contacts', 'Welcome'),
  recipe('c', 'Jobs', 'Job planned'),
];

describe('groups of recipes', () => {
  it('keeps the order in which groups first come', () => {
    const groups = groupsOf(recipes, '');
    expect(groups.map(({ group }) => group)).toEqual(['Jobs', 'Contacts']);
    expect(groups[0]?.recipes.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('wants every word, anywhere, in any case', () => {
    const ids = (search: string) =>
      groupsOf(recipes, search).flatMap((group) => group.recipes.map(({ id }) => id));
    expect(ids('JOB e-mail')).toEqual(['a', 'c']);
    expect(ids('welcome job')).toEqual([]);
    expect(ids(' planned ')).toEqual(['c']);
  });
});
