import { figure, median, reportWith } from './bench.ts';
import { hookRate } from './engine-http.ts';
import { commitToRow, commitToStep } from './engine-latency.ts';
import { engineRate, rawRate } from './engine-throughput.ts';
import { openEngineWorld } from './engine-world.ts';

/**
 * The automation engine against a backlog: one published automation, one condition, two actions
 * inside the database. Run: npm run bench -- engine [--json OUT]
 */

const events = Number(process.env['EVENTS'] ?? 50_000);
const rounds = Number(process.env['ROUNDS'] ?? 2);
const eventsOneByOne = Math.min(events, 1_500);
const hookCalls = Math.min(events, 10_000);
/** A well-known tool on such a machine. */
const otherTool = 30;
const growthEvents = Math.min(events, 10_000);

/** Automations of every kind that wait for something else: none matches a status change to it. */
function others(count: number): object[] {
  return Array.from({ length: count }, (_, n) => ({
    trigger: otherTriggers[n % otherTriggers.length]?.(n),
    conditions: { field: 'contact.score', op: 'gt', value: n % 100 },
    steps: [{ id: 'note', kind: 'action', action: 'add_note', input: { text: `Note ${n}` } }],
  }));
}
const statuses = ['CONTACTED', 'PROPOSAL_SENT', 'NEGOTIATING', 'WON', 'LOST', 'UNRESPONSIVE'];
const otherTriggers: ((n: number) => object)[] = [
  (n) => ({ type: 'contact_status_changed', params: { to: statuses[n % statuses.length] } }),
  (n) => ({ type: 'score_crossed', params: { threshold: 1 + (n % 99), direction: 'up' } }),
  (n) => ({ type: 'tag_added', params: { tag: `tag ${n}` } }),
  () => ({ type: 'job_completed', params: {} }),
  (n) => ({ type: 'contact_updated', params: { fields: [n % 2 ? 'email' : 'phone'] } }),
];

const world = await openEngineWorld();
try {
  await engineRate(world, 2_000, 500);
  const raw: number[] = [];
  const engine: number[] = [];
  for (let round = 0; round < rounds; round++) {
    raw.push(await rawRate(world, events));
    engine.push(await engineRate(world, events, 500));
  }
  const one = await engineRate(world, eventsOneByOne, 1);
  const few = await engineRate(world, growthEvents, 500, others(9));
  const many = await engineRate(world, growthEvents, 500, others(9_999));
  const latency = await commitToStep(world, { rate: 100, seconds: 10 });
  const row = await commitToRow(world);
  const hooks = await hookRate(hookCalls, 16);
  const ours = median(engine);
  const ceiling = median(raw);
  reportWith(
    {
      engine: ours,
      batchOfOne: one,
      rawCeiling: ceiling,
      ratioToCeiling: ours / ceiling,
      ratioToOne: ours / one,
    },
    figure({
      name: 'engine, two internal actions a run',
      unit: 'runs/s',
      ours,
      reference: ceiling,
      promise: { of: 'ratio', is: 'at least', limit: 0.3 },
      note: `${events} pending events; reference: the same rows and triggers as set-based SQL in one transaction`,
    }),
    figure({
      name: 'engine beside itself at one run a transaction',
      unit: 'runs/s',
      ours,
      reference: one,
      promise: { of: 'ratio', is: 'at least', limit: 15 },
      note: `reference: the same engine with a batch size of 1, ${eventsOneByOne} events`,
    }),
    figure({
      name: 'engine with 10,000 published automations',
      unit: 'runs/s',
      ours: many,
      reference: few,
      promise: { of: 'ratio', is: 'at least', limit: 0.8 },
      note: `reference: with 10; ${growthEvents} events; loading and compiling them is counted`,
    }),
    figure({
      name: 'commit → first automation step, p95',
      unit: 'ms',
      ours: latency.p95,
      reference: row,
      promise: { of: 'ours', is: 'at most', limit: 100 },
      note: `100 triggers/s for 10 s, p50 ${latency.p50.toFixed(1)} ms; reference: commit → the changed row itself is read`,
    }),
    figure({
      name: 'incoming webhook → condition → two actions, 16 connections',
      unit: 'executions/s',
      ours: hooks.perSecond,
      reference: otherTool,
      promise: { of: 'ratio', is: 'at least', limit: 20 },
      note: `${hookCalls} posts; answers p99 ${hooks.answer.p99.toFixed(0)} ms, post to end of its run p99 ${hooks.done.p99.toFixed(0)} ms; reference: what a well-known tool does (30/s, p99 870 ms; not measured here)`,
    }),
  );
} finally {
  await world.close();
}
