import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { title: string; order?: 2 | 3; children: ReactNode };

/** A small titled part of a card. */
export function TitledPart({ title, order = 3, children }: Props) {
  return (
    <section>
      <Title order={order} mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}
