import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { useMay } from '../accounts/roles.ts';
import { MetaCard } from './meta-card.tsx';
import { setupQuery } from './pages.queries.ts';
import { sandboxQuery } from './sandbox.queries.ts';
import { SandboxCard } from './sandbox-card.tsx';

/** What could be connected, and the sandbox when it runs. */
export function AvailableSection() {
  const maySetUp = useMay('admin');
  const mayWork = useMay('agent');
  const setup = useQuery({ ...setupQuery, enabled: maySetUp });
  const sandbox = useQuery(sandboxQuery);
  return (
    <Section title="Available">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {maySetUp && <Loaded query={setup}>{(data) => <MetaCard setup={data} />}</Loaded>}
        {mayWork && (
          <Loaded query={sandbox}>
            {({ available, pages }) => (available ? <SandboxCard pages={pages} /> : null)}
          </Loaded>
        )}
      </SimpleGrid>
    </Section>
  );
}
