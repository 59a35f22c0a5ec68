import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { TimeAgo } from '../../ui/time-ago.tsx';
import type { AuditEntry } from './audit.queries.ts';
import classes from './audit-row.module.css';
import { actionInWords, fieldInWords, isForPeople, nameIn, valueInWords } from './audit-words.ts';

/** One change: who, what, old → new. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  return (
    <article className={classes['row']}>
      <div>
        <Text fw={500}>{entry.actorName}</Text>
        <Text size="xs" c="dimmed">
          <TimeAgo at={entry.at} />
        </Text>
      </div>
      <div style={{ minWidth: 0 }}>
        <Text>
          {actionInWords(entry.action)}
          {nameIn(entry) && <b> {nameIn(entry)}</b>}{' '}
          {entry.contactId && (
            <Anchor
              component={Link}
              to={`/contacts/${entry.contactId}`}
              size="sm"
              underline="always"
            >
              open
            </Anchor>
          )}
        </Text>
        <dl className={classes['changes']}>
          {Object.entries(entry.changes)
            .filter(([, values]) => isForPeople(values))
            .map(([field, [before, after]]) => (
              <div key={field} className={classes['change']}>
                <dt>{fieldInWords(field)}</dt>
                <dd>
                  {before !== null && before !== undefined && (
                    <>
                      <span className={classes['old']}>{valueInWords(before)}</span>
                      {' → '}
                    </>
                  )}
                  {valueInWords(after)}
                </dd>
              </div>
            ))}
        </dl>
      </div>
    </article>
  );
}
