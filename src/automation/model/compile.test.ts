import { describe, expect, it } from 'vitest';
import { act, automationOf, delayed, scoreAbove } from './automation.fixture.ts';

const task = (id: string, title = id) => act(id, 'create_task', { title });
const branch = {
  id: 'b',
  kind: 'branch',
  branches: [
    { id: 'one', condition: scoreAbove(50), steps: [task('b1'), task('b2')] },
    { id: 'two', condition: { field: 'job.status', op: 'equals', value: 'new' }, steps: [] },
  ],
  otherwise: [delayed('o', 5)],
};

describe('compileAutomation', () => {
  it('says what follows a step, up through the branches', () => {
    const { first, steps } = automationOf([task('a'), branch, task('z')]);
    expect(first).toBe('a');
    const next = Object.fromEntries([...steps].map(([id, step]) => [id, step.next]));
    expect(next).toEqual({ a: 'b', b: 'z', b1: 'b2', b2: 'z', o: 'z', z: null });
    expect(automationOf([]).first).toBeNull();
  });

  it('knows which roots a step reads', () => {
    const { steps } = automationOf([
      task('plain'),
      task('names', '{{ client.firstName }} {{ owner.name | default: job.title }}'),
      branch,
      { id: 'u', kind: 'wait_until', until: { field: 'appointment.startsAt' } },
    ]);
    const roots = (id: string) => [...(steps.get(id)?.roots ?? [])].sort();
    expect(roots('plain')).toEqual([]);
    expect(roots('names')).toEqual(['contact', 'job', 'owner']);
    expect(roots('b')).toEqual(['contact', 'job']);
    expect(roots('u')).toContain('appointment');
  });

  it('hears what its trigger, waits, goals and stop on reply need', () => {
    const event = { type: 'message_received', params: {} };
    const timeout = { amount: 1, unit: 'days' };
    const steps = [{ id: 'w', kind: 'wait_for_event', event, timeout }];
    expect(automationOf([]).listens).toEqual(['contact.updated']);
    expect(automationOf(steps).listens).toEqual(['contact.updated', 'message.created']);
    const settings = { stopOnReply: true };
    expect(automationOf([], { settings }).listens).toEqual(['contact.updated', 'message.created']);
    const condition = { field: 'job.status', op: 'equals', value: 'completed' };
    const goal = automationOf([{ id: 'g', kind: 'goal', condition }]);
    expect(goal.listens).toEqual(['contact.updated', 'job.updated']);
  });

  it('is found under the keys of its trigger', () => {
    const trigger = { type: 'contact_updated', params: { field: 'stageId' } };
    expect(automationOf([], { trigger }).keys).toEqual(['contact.updated:stageId']);
  });

  it('refuses poison and names it', () => {
    expect(() => automationOf([task('a'), task('a')])).toThrow('Two steps have the id a');
    const unknown = { trigger: { type: 'gone', params: {} } };
    expect(() => automationOf([], unknown)).toThrow('There is no trigger gone');
    const event = { type: 'gone too', params: {} };
    const wait = { id: 'w', kind: 'wait_for_event', event, timeout: { amount: 1, unit: 'days' } };
    expect(() => automationOf([wait])).toThrow('There is no trigger gone too');
  });
});
