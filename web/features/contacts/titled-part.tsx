import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { title: string; children: ReactNode };

/** A small titled part of a card. */
export function TitledPart({ title, children }: Props) {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}
