import { Text } from '@mantine/core';
import { fieldInWords, isForPeople, valueInWords } from '../audit/audit-words.ts';
import { sentence } from '../automations/word-book.rules.ts';
import classes from './happening.module.css';

type Props = { changes: Readonly<Record<string, unknown>>; names: ReadonlyMap<string, string> };

/** What changed, from what to what. Ids that are known read as names, others are left out. */
export function ChangeList({ changes, names }: Props) {
  const told = Object.entries(changes).flatMap(([field, change]) => {
    if (!Array.isArray(change)) return [];
    const [before, after] = change.map((value) => plain(field, value, names));
    return isForPeople([before, after]) ? [{ field, before, after }] : [];
  });
  if (told.length === 0) return null;
  return (
    <dl className={classes['changes']}>
      {told.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldInWords(field)}</dt>
          <dd>
            {before !== null && before !== undefined && (
              <>
                <Text span c="dimmed" td="line-through" size="xs">
                  {valueInWords(before)}
                </Text>
                {' → '}
              </>
            )}
            {valueInWords(after)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const isChoice = /status$|^priority$|^direction$/i;

/** Ids read as names, choices as words, lists as their entries; an empty list is nothing. */
function plain(field: string, value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map(String).join(', ') || null;
  if (typeof value !== 'string') return value;
  return names.get(value) ?? (isChoice.test(field) ? sentence(value) : value);
}
