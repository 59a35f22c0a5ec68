import { Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page.module.css';

type Props = {
  title: string;
  /** Beside the title: a count, a switcher. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** `narrow` for forms and settings, `full` for boards that scroll by themselves. */
  width?: 'narrow' | 'wide' | 'full';
  children: ReactNode;
};

/** A screen: its heading, its actions and its content. Sets the window's title. */
export function Page({ title, aside, actions, width = 'wide', children }: Props) {
  useDocumentTitle(`${title} · Switchyard`);
  return (
    <div className={classes['page']} data-width={width}>
      <header className={classes['header']}>
        <div className={classes['bar']}>
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Title order={1} className={classes['title'] ?? ''}>
              {title}
            </Title>
            {aside}
          </Group>
          <Group gap="xs" justify="flex-end">
            {actions}
          </Group>
        </div>
      </header>
      <div className={classes['content']}>{children}</div>
    </div>
  );
}
