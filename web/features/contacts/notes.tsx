import { Text } from '@mantine/core';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useOneAtATime } from '../../ui/use-one-at-a-time.ts';
import { useMay } from '../accounts/roles.ts';
import { LoadMore } from '../work/load-more.tsx';
import { NoteField } from './note-field.tsx';
import { NoteRow } from './note-row.tsx';
import { useAddNote, useNotes } from './notes.queries.ts';
import classes from './timeline.module.css';

type Props = { contactId: string };

/** What people wrote down about a contact, and a field to write more. */
export function Notes({ contactId }: Props) {
  const query = useNotes(contactId);
  const add = useAddNote(contactId);
  const oneAtATime = useOneAtATime();
  const mayChange = useMay('agent');
  return (
    <>
      {mayChange && (
        <NoteField
          label="New note"
          saveLabel="Add note"
          pending={add.isPending}
          onSave={(text, onSuccess) =>
            oneAtATime((onSettled) => add.mutate(text, { onSuccess, onSettled }))
          }
        />
      )}
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {({ pages }) => {
          const notes = pages.flatMap(({ items }) => items);
          if (notes.length === 0) {
            return (
              <Text c="dimmed">
                Nobody has written a note yet. Notes stay among you: the customer never sees them.
              </Text>
            );
          }
          return (
            <>
              <ul className={classes['list']}>
                {notes.map((note) => (
                  <NoteRow key={note.id} note={note} mayChange={mayChange} />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
