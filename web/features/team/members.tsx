import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { MemberRow } from './member-row.tsx';
import classes from './team.module.css';
import { useMembers } from './team.queries.ts';

export function Members() {
  const query = useMembers();
  return (
    <Section title="Members">
      <Loaded query={query} skeleton={<SkeletonRows rows={3} withAvatar />}>
        {(members) => (
          <ul className={classes['list']}>
            {members.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
