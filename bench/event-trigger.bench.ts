import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { prepareEmbedded } from '../src/platform/database/prepare-embedded.ts';
import { urlAs } from '../src/platform/database/roles.ts';
import { figure, median, report } from './bench.ts';
import { makeFolder } from './open-runtime.ts';

/**
 * What the event trigger costs a writer: updates a second of one card each (score and stage, as a
 * placement writes them), one commit each, on a durable Postgres, with the trigger and without it.
 * An automation listens, so that each event is also queued for the engine (none is running).
 * The loop runs inside the server, so that no client's own time hides the cost; the two ways take
 * turns, so that what else the machine does meets both. Run: node bench/event-trigger.bench.ts
 */

const cards = 10_000;
const rounds = Number(process.env['ROUNDS'] ?? 7);
const roundSeconds = Number(process.env['ROUND_SECONDS'] ?? 2);
const ways = ['enable', 'disable'] as const;
const promises = new Map([
  [1, 0.25],
  [8, 0.35],
  [32, 0.5],
]);

const schema = `
  insert into workspaces (name, slug) values ('Bench', 'bench');
  insert into pipelines (workspace_id, name) select id, 'Sales' from workspaces;
  insert into stages (workspace_id, pipeline_id, name, type, position)
    select workspace_id, id, 'Stage ' || n, 'LEAD', n from pipelines, generate_series(1, 6) n;
  insert into contacts (workspace_id, pipeline_id, stage_id, first_name, last_name, email, score,
      status, confidence, summary, next_best_action, last_message, last_interaction_at)
    select s.workspace_id, s.pipeline_id, s.id, 'First ' || n, 'Last ' || n, n || '@example.com',
      1 + n % 100, 'NEW', 60, repeat('Wants a cake for Saturday. ', 8), 'Send the price list.',
      'How much is it for twelve people?', now()
    from stages s join generate_series(1, ${cards}) n on s.position = 1 + n % 6;
  with made as (
    insert into automations (workspace_id, name, draft, created_by)
    select id, 'Bench', '{}', 'system' from workspaces returning workspace_id, id)
  insert into automation_listeners (workspace_id, event_type, automation_id, version)
    select workspace_id, 'contact.updated', id, 1 from made;
  create table bench_cards as
    select row_number() over () as n, workspace_id, id from contacts;
  alter table bench_cards add primary key (n);
  create procedure bench_updates(seconds float8, inout done int) language plpgsql as $$
  declare
    until constant timestamptz := clock_timestamp() + make_interval(secs => seconds);
    stages constant uuid[] := (select array_agg(id order by position) from stages);
    card record;
  begin
    done := 0;
    while clock_timestamp() < until loop
      select * into card from bench_cards where n = 1 + floor(random() * ${cards})::int;
      update contacts set score = 1 + (score + 7) % 100, placement_id = gen_random_uuid(),
        stage_id = stages[1 + (array_position(stages, stage_id) % 6)],
        stage_entered_at = clock_timestamp()
      where workspace_id = card.workspace_id and id = card.id;
      commit;
      done := done + 1;
    end loop;
  end $$;
  grant select on bench_cards to switchyard_engine;
  analyze;`;

async function updatesPerSecond(writers: readonly pg.Client[]): Promise<number> {
  const counts = await Promise.all(
    writers.map((writer) =>
      writer.query<{ done: number }>('call bench_updates($1, 0)', [roundSeconds]),
    ),
  );
  return counts.reduce((sum, { rows }) => sum + (rows[0]?.done ?? 0), 0) / roundSeconds;
}

async function compare(owner: pg.Client, engineUrl: string, count: number) {
  const writers = await Promise.all(
    Array.from({ length: count }, async () => {
      const writer = new pg.Client({ connectionString: engineUrl });
      await writer.connect();
      return writer;
    }),
  );
  const bare: number[] = [];
  const withTrigger: number[] = [];
  // The first round fills caches. Which way goes first changes, so that neither always meets the
  // checkpoint or vacuum that the other one caused.
  for (let round = 0; round <= rounds; round++) {
    for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
      await owner.query(`alter table contacts ${way} trigger write_event_update`);
      const rate = await updatesPerSecond(writers);
      if (round > 0) (way === 'enable' ? withTrigger : bare).push(rate);
    }
  }
  await Promise.all(writers.map((writer) => writer.end()));
  return { bare, withTrigger };
}

const folder = makeFolder();
const server = await startEmbeddedPostgres({
  folder: `${folder.path}/postgres`,
  password: 'bench',
  port: 0,
});
const ownerUrl = await prepareEmbedded(server.superuserUrl, 'switchyard', () => 'bench');
await migrate(ownerUrl, () => 'bench');
const superuserUrl = new URL(server.superuserUrl);
superuserUrl.pathname = '/switchyard';
const owner = new pg.Client({ connectionString: superuserUrl.toString() });
await owner.connect();
await owner.query(schema);

const figures = [];
for (const [writers, limit] of promises) {
  const { bare, withTrigger } = await compare(
    owner,
    urlAs(ownerUrl, 'switchyard_engine', 'bench'),
    writers,
  );
  const costs = withTrigger.map((traced, index) => 1 - traced / (bare[index] ?? traced));
  figures.push(
    figure({
      name: `event trigger, ${writers} writer${writers > 1 ? 's' : ''}`,
      unit: 'updates/s',
      ours: median(withTrigger),
      reference: median(bare),
      ratio: median(costs),
      promise: { of: 'ratio', is: 'at most', limit },
      note:
        'ratio is the share of throughput that the trigger costs, median of ' +
        `${rounds} rounds of ${roundSeconds} s each way; reference: the trigger disabled`,
    }),
  );
}
await owner.end();
await server.stop();
await folder.remove();
report(...figures);
