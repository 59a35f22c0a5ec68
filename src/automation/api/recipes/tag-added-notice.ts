import { recipe, tagQuestion } from './define.ts';
import { tellTeam } from './parts.ts';

export const tagAddedNotice = recipe({
  id: 'tag_added_notice',
  title: 'Tag added: tell the team',
  group: 'Contacts',
  summary: 'Tells the owner, and those in charge, when a contact gets a tag.',
  questions: { tag: tagQuestion('Tag', 'vip') },
  define: ({ tag }) => ({
    trigger: { type: 'tag_added', params: { tag } },
    steps: [
      tellTeam(
        'tell',
        '{{ contact.name | default: "A contact" }} has a new tag',
        'Tags: {{ contact.tags | join: ", " }}',
      ),
    ],
  }),
});
