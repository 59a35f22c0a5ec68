import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useWordBook } from '../automations/catalog.queries.ts';
import { sentence } from '../automations/word-book.rules.ts';
import classes from './json-details.module.css';

type Props = {
  label: string;
  value: unknown;
  /** Names as people say them, ids as the names they stand for; off where the data is not ours. */
  inWords?: boolean;
};

/** Structured data, closed at first: names and values, and what is nested as it is written. */
export function JsonDetails({ label, value, inWords = false }: Props) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const names = useWordBook()?.names;
  if (isNothing(value)) return null;
  return (
    <div>
      <UnstyledButton className={classes['toggle'] ?? ''} aria-expanded={isOpen} onClick={toggle}>
        <IconChevronRight size={13} data-open={isOpen || undefined} aria-hidden />
        {label}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        {isObject(value) ? (
          <dl className={classes['values']}>
            {Object.entries(value).map(([name, one]) => (
              <div key={name}>
                <dt>{inWords ? sentence(name) : name}</dt>
                <dd>{(inWords && names?.get(String(one))) || textOf(one)}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <pre className={classes['text']}>{textOf(value)}</pre>
        )}
      </Collapse>
    </div>
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
