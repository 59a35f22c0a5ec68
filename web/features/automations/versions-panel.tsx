import { Button, Group, Modal, Text } from '@mantine/core';
import { IconVersions } from '@tabler/icons-react';
import { useState } from 'react';
import type { Automation } from '../../../src/contracts/automations.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { useChangeAutomation } from './automations.queries.ts';
import {
  type AutomationVersion,
  useRestore,
  useVersionDiff,
  useVersions,
} from './versions.queries.ts';
import classes from './versions-panel.module.css';

type Props = { automation: Automation };

/** What was published, by whom, and the way back. */
export default function VersionsPanel({ automation }: Props) {
  const query = useVersions(automation.id);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const versions = pages.flatMap((page) => page.items);
        if (versions.length === 0) {
          return (
            <EmptyState icon={IconVersions} title="Nothing is published yet">
              Each time the draft is published, the version before it is kept here.
            </EmptyState>
          );
        }
        return (
          <>
            <ol className={classes['list']}>
              {versions.map((version) => (
                <Row key={version.number} automation={automation} version={version} />
              ))}
            </ol>
            {query.hasNextPage && (
              <Button
                variant="subtle"
                fullWidth
                loading={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                Show earlier versions
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Row({ automation, version }: { automation: Automation; version: AutomationVersion }) {
  const { number, note, publishedByName, publishedAt, liveRuns } = version;
  const [compares, setCompares] = useState(false);
  const mayChange = useMay('agent');
  const restore = useRestore(automation.id);
  const change = useChangeAutomation(automation.id);
  const isCurrent = automation.version === number;
  const { draft: before, draftRevision } = automation;
  const bringBack = () =>
    restore.mutate(
      { number, draftRevision },
      {
        onSuccess: (restored) =>
          toast.done(`Version ${number} is the draft`, () =>
            change.mutateAsync({
              definition: before,
              draftRevision: restored.draftRevision,
            }),
          ),
      },
    );
  return (
    <li className={classes['row']}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text fw={500}>
          Version {number}
          {isCurrent && (
            <Text span c="dimmed" fw={400}>
              {' '}
              · {automation.status === 'active' ? 'the one that runs' : 'the newest'}
            </Text>
          )}
        </Text>
        {note && <Text>{note}</Text>}
        <Text size="xs" c="dimmed">
          {publishedByName}, <TimeAgo at={publishedAt} />
          {liveRuns > 0 && ` · ${liveRuns.toLocaleString('en')} runs under way`}
        </Text>
      </div>
      <Group gap={4}>
        {number > 1 && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setCompares(true)}>
            What changed
          </Button>
        )}
        {mayChange && !(isCurrent && !automation.hasChanges) && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            loading={restore.isPending}
            onClick={bringBack}
          >
            Make it the draft
          </Button>
        )}
      </Group>
      {compares && (
        <Diff id={automation.id} from={number - 1} to={number} onClose={() => setCompares(false)} />
      )}
    </li>
  );
}

type DiffProps = { id: string; from: number; to: number; onClose: () => void };

const signs = { added: '+', removed: '−', changed: '~', moved: '↕' } as const;

function Diff({ id, from, to, onClose }: DiffProps) {
  const query = useVersionDiff(id, from, to);
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={`From version ${from} to version ${to}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Loaded query={query}>
        {({ differences }) => (
          <ul className={classes['list']}>
            {differences.length === 0 && <Text c="dimmed">They are the same.</Text>}
            {differences.map(({ place, kind, words }) => (
              <li key={`${place} ${kind}`} className={classes['difference']} data-kind={kind}>
                <span aria-hidden>{signs[kind]}</span>
                {words}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Modal>
  );
}
