import { Button, Group } from '@mantine/core';

type Props = {
  saveLabel: string;
  saving: boolean;
  onCancel: () => void;
  onDelete?: (() => void) | undefined;
};

/** The buttons under a form, in reach while it scrolls. */
export function FormFoot({ saveLabel, saving, onCancel, onDelete }: Props) {
  return (
    <Group
      gap="xs"
      mt="md"
      py="sm"
      pos="sticky"
      bottom={0}
      bg="var(--mantine-color-body)"
      style={{ zIndex: 1, borderTop: '1px solid var(--sy-line)' }}
    >
      {onDelete && (
        <Button variant="subtle" c="var(--mantine-color-error)" color="red" onClick={onDelete}>
          Delete
        </Button>
      )}
      <Button variant="default" ml="auto" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" loading={saving}>
        {saveLabel}
      </Button>
    </Group>
  );
}
