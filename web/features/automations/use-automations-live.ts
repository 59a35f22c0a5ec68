import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Delta } from '../../../src/contracts/realtime.ts';
import { useRoom } from '../../api/use-room.ts';
import { useMembership } from '../accounts/accounts.queries.ts';

/** Runs come in bunches: the first shows soon, then the lists are renewed at most this often. */
const firstMs = 150;
const everyMs = 1500;

/** What to ask again when a row of this kind changed. */
const keysOf: Record<string, readonly (readonly string[])[]> = {
  run: [['runs'], ['automations', 'list'], ['automations', 'analytics'], ['deliveries']],
  delivery: [['deliveries'], ['runs', 'one']],
  automation: [['automations']],
  automation_folder: [['automations', 'folders']],
};

/** Keeps automations, runs and deliveries as the database has them while a screen is shown. */
export function useAutomationsLive(): void {
  const client = useQueryClient();
  const { workspaceId } = useMembership();
  const stale = useRef(new Set<string>());
  const timer = useRef<number | undefined>(undefined);
  const renewedAt = useRef(0);
  const renew = () => {
    timer.current = undefined;
    renewedAt.current = Date.now();
    const keys = [...stale.current].flatMap((subject) => keysOf[subject] ?? []);
    stale.current.clear();
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  const plan = (deltas: readonly Pick<Delta, 'type'>[]) => {
    for (const { type } of deltas) stale.current.add(type.split('.')[0] ?? '');
    const wait = Math.max(firstMs, renewedAt.current + everyMs - Date.now());
    timer.current ??= window.setTimeout(renew, wait);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useRoom(workspaceId, 'automations', undefined, {
    onDeltas: plan,
    onReload: () => plan(Object.keys(keysOf).map((type) => ({ type }))),
  });
}
