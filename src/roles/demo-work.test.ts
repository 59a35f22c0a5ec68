import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AutomationWorld, openAutomationWorld } from '../../test/support/automation-world.ts';
import { addDemoWork } from './demo-work.ts';
import { planDemoWork } from './demo-work-plan.ts';

let world: AutomationWorld;
beforeAll(async () => {
  world = await openAutomationWorld();
  const stages = ['New', 'Qualified', 'Won', 'Lost'];
  for (const [at, name] of stages.flatMap((stage) => Array(8).fill(stage)).entries()) {
    await world.contact({
      first_name: `Contact ${at}`,
      stage_id: world.stages[name],
      pipeline_id: world.pipelineId,
      next_best_action: at % 3 === 0 ? null : `Ask Contact ${at} for a day`,
      deal_amount: at % 2 === 0 ? 120 : null,
      deal_currency: at % 2 === 0 ? 'EUR' : null,
    });
  }
});
afterAll(() => world.close());

const count = async () => {
  const [row] = await world.db.psql<Record<string, number>>(
    `select (select count(*)::int from tasks) as tasks, (select count(*)::int from appointments) as
       appointments, (select count(*)::int from jobs) as jobs, (select count(*)::int from tags) as tags,
       (select count(*)::int from custom_fields) as fields, (select count(*)::int from contacts) as contacts,
       (select count(*)::int from contacts where tags <> '{}') as tagged,
       (select count(*)::int from contacts where fields <> '{}') as filled,
       (select count(*)::int from notifications) as notifications`,
  );
  return row;
};

describe('the work of a demo workspace', () => {
  it('is made once from the contacts that are there, and starts nothing', async () => {
    const step = {
      id: 'note',
      kind: 'action' as const,
      action: 'add_note',
      input: { text: 'Heard' },
    };
    const listening = await Promise.all(
      ['task_created', 'job_created', 'contact_updated'].map((type) =>
        world.publish({ trigger: { type }, steps: [step] }, type),
      ),
    );
    expect(await addDemoWork(world.db, world.workspaceId)).toBe(true);
    const made = await count();
    expect(made).toEqual({
      tasks: 7,
      appointments: 5,
      jobs: 5,
      tags: 4,
      fields: 2,
      contacts: 32,
      tagged: 14,
      filled: 6,
      notifications: 0,
    });
    const [sample] = await world.db.psql(
      `select t.title, u.name from tasks t join members m on m.id = t.assignee_id
       join users u on u.id = m.user_id where t.title like 'Ask Contact%' limit 1`,
    );
    expect(sample).toMatchObject({ title: expect.stringMatching(/for a day$/), name: 'Ana' });
    await world.settled();
    for (const id of listening) expect(await world.runs(id)).toEqual([]);

    expect(await addDemoWork(world.db, world.workspaceId)).toBe(false);
    expect(await count()).toEqual(made);
  });

  it('is less where contacts are few', () => {
    const setting = { now: new Date('2026-03-02T10:20:00Z'), assigneeId: null };
    const none = planDemoWork([], setting);
    expect([none.tasks, none.jobs, none.appointments, none.fieldValues].flat()).toEqual([]);
    const one = {
      id: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a01',
      name: 'Ana Reyes',
      stageType: 'LEAD' as const,
      nextBestAction: '',
      dealAmount: null,
      dealCurrency: null,
    };
    expect(planDemoWork([one], setting).tasks).toMatchObject([
      { title: 'Write to Ana Reyes', dueAt: '2026-03-01T14:00:00.000Z', priority: 'urgent' },
    ]);
  });
});
