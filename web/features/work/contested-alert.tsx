import { Alert, Button } from '@mantine/core';

type Props = {
  /** The labels of the fields. */
  fields: readonly string[];
  onTakeTheirs: () => void;
};

const list = new Intl.ListFormat('en');

/** Says that somebody else changed what is being edited, before a save replaces it. */
export function ContestedAlert({ fields, onTakeTheirs }: Props) {
  if (fields.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" p="sm" title={`${list.format(fields)} changed meanwhile`}>
      Somebody else changed this while you were editing. Saving replaces it with yours.
      <Button variant="default" size="compact-sm" mt="xs" display="block" onClick={onTakeTheirs}>
        Use theirs
      </Button>
    </Alert>
  );
}
