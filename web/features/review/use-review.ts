import { useState } from 'react';
import type { Placement, VerdictInput } from '../../../src/contracts/placements.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useMay } from '../accounts/roles.ts';
import { isOpenToVerdict } from '../contacts/placement-words.ts';
import { useBulkVerdict, useVerdict } from './review.queries.ts';

/** The row that the keys mean, the rows that are chosen, and what is said of them. */
export function useReview(placements: readonly Placement[], onOpen: (contactId: string) => void) {
  const verdict = useVerdict();
  const bulk = useBulkVerdict();
  const mayJudge = useMay('agent');
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [correcting, setCorrecting] = useState<Placement | null>(null);
  const index = Math.min(at, placements.length - 1);
  const current = placements[index];

  const judge = (placement: Placement, input: VerdictInput) => {
    if (mayJudge && isOpenToVerdict(placement)) verdict.mutate({ placement, input });
  };
  const judgeCurrent = (said: 'accepted' | 'undone') => {
    if (chosen.length > 0) judgeChosen(said);
    else if (current) judge(current, { verdict: said });
  };
  const judgeChosen = (said: 'accepted' | 'undone') => {
    if (mayJudge) bulk.mutate({ placementIds: [...chosen], verdict: said });
    setChosen([]);
  };
  const go = (step: 1 | -1) => {
    const next = Math.max(0, Math.min(placements.length - 1, index + step));
    setAt(next);
    const id = placements[next]?.id;
    const row = document.querySelector<HTMLElement>(`[data-placement="${id}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const toggle = (id: string) =>
    setChosen((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id]));

  useShortcuts('Review', [
    { keys: 'j', label: 'Next decision', run: () => go(1) },
    { keys: 'k', label: 'Previous decision', run: () => go(-1) },
    { keys: 'a', label: 'Accept', run: () => judgeCurrent('accepted') },
    { keys: 'u', label: 'Undo', run: () => judgeCurrent('undone') },
    { keys: 'c', label: 'Correct', run: () => current && mayJudge && setCorrecting(current) },
    { keys: 'x', label: 'Choose', run: () => current && toggle(current.id) },
    { keys: 'o', label: 'Open the contact', run: () => current && onOpen(current.contactId) },
  ]);
  return {
    mayJudge,
    index,
    setAt,
    chosen,
    toggle,
    clear: () => setChosen([]),
    judge,
    judgeChosen,
    pending: verdict.isPending || bulk.isPending,
    correcting,
    setCorrecting,
  };
}
