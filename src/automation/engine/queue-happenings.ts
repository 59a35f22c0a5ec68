import { orderKey } from './active-run.ts';
import { type ClaimedEvent, type ClaimedTimer, timerHappening } from './claim.ts';
import { loadFacts } from './facts.ts';
import { type Batch, loadVersions, withoutFaulty } from './open-batch.ts';
import { type FiredTimer, judgeTimers, type Watch } from './timers.ts';

export async function fireTimers(batch: Batch, timers: readonly ClaimedTimer[]): Promise<void> {
  const active = timers.flatMap((timer) => batch.library.active(timer) ?? []);
  await loadVersions(batch, active);
  const known = timers.flatMap((timer): FiredTimer[] => {
    const ref = batch.library.active(timer);
    const automation = ref && batch.library.version(ref);
    return automation ? [{ timer, automation }] : [];
  });
  if (known.length === 0) return;
  const wanted = known.map(({ timer }) => ({
    key: timer.id,
    workspaceId: timer.workspaceId,
    contactId: timer.contactId,
    happening: timerHappening(timer, batch.now),
  }));
  const byId = await loadFacts(batch.tx, wanted);
  const facts = new Map(known.map(({ timer }) => [timer, byId.get(timer.id) ?? {}]));
  for (const { timer, automation } of await judgeTimers(batch.tx, known, facts, batch.now)) {
    const { workspaceId, lane } = timer;
    const happening = timerHappening(timer, batch.now);
    const key = orderKey({ workspaceId, contactId: happening.contactId, id: timer.id });
    const automations = withoutFaulty(batch, { workspaceId, happening }, [automation]);
    batch.queues.add(key, { kind: 'happening', workspaceId, lane, happening, automations });
  }
}

export async function queueEvents(batch: Batch, events: readonly ClaimedEvent[]): Promise<void> {
  const listening = events.map((event) => ({
    event,
    refs: batch.library.listeningTo(event.workspaceId, event.happening),
  }));
  await loadVersions(
    batch,
    listening.flatMap(({ refs }) => refs),
  );
  for (const { event, refs } of listening) {
    const { workspaceId, lane, happening, id } = event;
    const key = orderKey({ workspaceId, contactId: happening.contactId, id: `event ${id}` });
    const heard = refs.flatMap((ref) => batch.library.version(ref) ?? []);
    const automations = withoutFaulty(batch, { workspaceId, happening }, heard);
    batch.queues.add(key, { kind: 'happening', workspaceId, lane, happening, automations });
  }
}

export async function watchesOf(batch: Batch, events: readonly ClaimedEvent[]): Promise<Watch[]> {
  const moved = events.map((event) => ({
    event,
    refs: batch.library.timedBy(event.workspaceId, event.happening),
  }));
  await loadVersions(
    batch,
    moved.flatMap(({ refs }) => refs),
  );
  return moved.flatMap(({ event: { workspaceId, lane, happening }, refs }) =>
    refs
      .flatMap((ref) => batch.library.version(ref) ?? [])
      .map((automation) => ({ workspaceId, lane, automation, happening })),
  );
}
