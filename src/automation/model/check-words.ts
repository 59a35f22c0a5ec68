import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const kinds: { readonly [expected: string]: string } = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What an issue of a schema says, for people who do not know schemas: 'must be a number'. */
export function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('undefined')
        ? 'is missing'
        : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return sizeWords('at least', issue.minimum, issue.origin);
    case 'too_big':
      return sizeWords('at most', issue.maximum, issue.origin);
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return 'is not in the right form';
    case 'unrecognized_keys':
      return `has something that is not known here: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'is nothing that may stand here';
    default:
      return issue.message;
  }
}

function sizeWords(bound: string, size: number | bigint, origin: string): string {
  if (origin === 'string') {
    return size === 1 && bound === 'at least'
      ? 'must not be empty'
      : `must have ${bound} ${size} characters`;
  }
  if (origin === 'array') return `must have ${bound} ${size} ${size === 1 ? 'entry' : 'entries'}`;
  return `must be ${bound} ${size}`;
}
