import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMay } from '../accounts/roles.ts';
import list from '../team/team.module.css';
import { NewTagDialog } from './new-tag-dialog.tsx';
import { TagRow } from './tag-row.tsx';
import { useTags } from './tags.queries.ts';

/** All tags: names, colours, how many contacts have them. */
export function Tags() {
  const query = useTags();
  const [opened, dialog] = useDisclosure(false);
  const mayCreate = useMay('agent');
  return (
    <Section
      title="Tags"
      note="Words that contacts are marked with. They filter lists and can start automations."
      actions={
        mayCreate && (
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={dialog.open}>
            New tag
          </Button>
        )
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={4} />}>
        {(tags) =>
          tags.length === 0 ? (
            <Text c="dimmed">No tag yet. One that is put on a contact appears here by itself.</Text>
          ) : (
            <ul className={list['list']}>
              {tags.map((tag) => (
                <TagRow key={tag.id} tag={tag} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {opened && <NewTagDialog onClose={dialog.close} />}
    </Section>
  );
}
