import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { useMay } from '../accounts/roles.ts';
import { BulkBar } from '../board/bulk-bar.tsx';
import { useReanalyze } from '../board/use-reanalyze.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { useMembers } from '../team/team.queries.ts';
import { BulkMove } from './bulk-move.tsx';
import { ContactRow } from './contact-row.tsx';
import type { sortNames } from './contacts.search.ts';
import classes from './contacts-screen.module.css';
import { SortHeader } from './sort-header.tsx';

type Sort = keyof typeof sortNames;
type Props = {
  contacts: readonly ContactCard[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  hasMore: boolean;
  onMore: () => void;
};

const rowHeight = 52;
/** Rows from the end at which the next page is asked for. */
const loadAhead = 20;

/** Contacts as rows; only those in sight are in the document. */
export function ContactsTable({ contacts, sort, onSort, hasMore, onMore }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [moving, setMoving] = useState(false);
  const reanalyze = useReanalyze();
  const mayChange = useMay('agent');
  const members = useMembers().data;
  const pipelines = usePipelines().data;
  const owners = useMemo(() => new Map(members?.map(({ id, name }) => [id, name])), [members]);
  const stages = useMemo(
    () => new Map(pipelines?.flatMap((each) => each.stages).map((stage) => [stage.id, stage])),
    [pipelines],
  );
  const virtualizer = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    useFlushSync: false,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1);
  const needsMore = hasMore && (last?.index ?? 0) >= contacts.length - loadAhead;
  useEffect(() => {
    if (needsMore) onMore();
  }, [needsMore, onMore]);
  const toggle = (id: string) =>
    setChosen((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id]));
  const allChosen = chosen.length === contacts.length;
  return (
    <>
      <div ref={scroller} className={classes['scroller']}>
        <table className={classes['table']} aria-rowcount={hasMore ? -1 : contacts.length}>
          <thead>
            <tr>
              <th style={{ width: 56 }}>
                <Checkbox
                  size="xs"
                  aria-label="Choose all that are loaded"
                  checked={allChosen}
                  indeterminate={chosen.length > 0 && !allChosen}
                  onChange={() => setChosen(allChosen ? [] : contacts.map(({ id }) => id))}
                />
              </th>
              <SortHeader sort="name" current={sort} onSort={onSort} />
              <SortHeader sort="score" current={sort} onSort={onSort} />
              <th className={classes['medium']} style={{ width: '14%' }}>
                Stage
              </th>
              <th className={classes['medium']} style={{ width: '30%' }}>
                Last message
              </th>
              <th className={classes['wide']} style={{ width: 130 }}>
                Owner
              </th>
              <SortHeader sort="recent" current={sort} onSort={onSort} className="medium" />
            </tr>
          </thead>
          <tbody>
            <Spacer height={rows[0]?.start ?? 0} />
            {rows.map(({ index }) => {
              const contact = contacts[index];
              return contact ? (
                <ContactRow
                  key={contact.id}
                  contact={contact}
                  stage={contact.stageId ? stages.get(contact.stageId) : undefined}
                  owner={(contact.ownerId && owners.get(contact.ownerId)) || null}
                  chosen={chosen.includes(contact.id)}
                  onToggle={toggle}
                />
              ) : null;
            })}
            <Spacer height={virtualizer.getTotalSize() - (last?.end ?? 0)} />
          </tbody>
        </table>
      </div>
      <BulkBar
        contactIds={chosen}
        mayChange={mayChange}
        onMove={() => setMoving(true)}
        onReanalyze={reanalyze.mutate}
        onClear={() => setChosen([])}
      />
      {moving && (
        <BulkMove
          contacts={contacts.filter(({ id }) => chosen.includes(id))}
          onClose={() => setMoving(false)}
          onMoved={() => setChosen([])}
        />
      )}
    </>
  );
}

/** Room for the rows that are not drawn. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
