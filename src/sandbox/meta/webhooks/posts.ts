import { type Random, shuffled } from '../../random.ts';
import type { MetaKnobs } from '../knobs.ts';
import type { WebhookEvent } from './events.ts';
import { metaJson } from './signed-body.ts';

/** One POST to a subscriber. */
export type WebhookPost = {
  object: WebhookEvent['object'];
  pageIds: readonly string[];
  kinds: readonly string[];
  body: string;
};

/** Turns the events of one window into POSTs: one each, or batched, in order or shuffled. */
export function postsFor(
  events: readonly WebhookEvent[],
  knobs: MetaKnobs,
  random: Random,
  now: Date,
): WebhookPost[] {
  const ordered = knobs.webhooks.reorder ? shuffled(random, events) : events;
  const groups = knobs.webhooks.batch ? byObject(ordered) : ordered.map((event) => [event]);
  return groups.map((group) => toPost(group, knobs, now)).filter((post) => post !== null);
}

function byObject(events: readonly WebhookEvent[]): WebhookEvent[][] {
  return (['page', 'instagram'] as const).map((object) =>
    events.filter((event) => event.object === object),
  );
}

function toPost(events: readonly WebhookEvent[], knobs: MetaKnobs, now: Date): WebhookPost | null {
  const first = events[0];
  if (!first) return null;
  const list = knobs.webhooks.standby ? 'standby' : 'messaging';
  const entry = entriesOf(events, knobs.webhooks.perEntry).map((group) => ({
    id: group[0]?.accountId,
    time: now.getTime(),
    [list]: group.map(({ payload }) => payload),
  }));
  const json = metaJson({ object: first.object, entry });
  return {
    object: first.object,
    pageIds: [...new Set(events.map(({ pageId }) => pageId))],
    kinds: events.map(({ field }) => field),
    body: knobs.numericIds ? json.replace(/"id":"(\d+)"/g, '"id":$1') : json,
  };
}

/** Neighbouring events of one account share an entry, up to `perEntry`. */
function entriesOf(events: readonly WebhookEvent[], perEntry: number): WebhookEvent[][] {
  const entries: WebhookEvent[][] = [];
  for (const event of events) {
    const last = entries.at(-1);
    if (last && last.length < perEntry && last[0]?.accountId === event.accountId) last.push(event);
    else entries.push([event]);
  }
  return entries;
}
