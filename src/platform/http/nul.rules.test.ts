import { expect, it } from 'vitest';
import { findNul } from './nul.rules.ts';

it('names the first field with a NUL, at any depth and in keys', () => {
  expect(findNul({ stages: [{ name: 'New' }, { name: 'a\0b' }] }, 'body')).toBe(
    'body.stages.1.name',
  );
  expect(findNul({ q: '\0' }, 'query')).toBe('query.q');
  expect(findNul({ data: { 'a\0': 1 } }, 'body')).toBe('body.data');
});

it('finds none in sound values, and leaves raw bytes alone', () => {
  for (const value of ['0', { a: [null, 1, true, 'x'] }, undefined, null, Buffer.from('\0')]) {
    expect(findNul(value, 'body')).toBeNull();
  }
});
