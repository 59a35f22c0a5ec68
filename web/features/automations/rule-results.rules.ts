/** What a rule expected and saw; the API gives it as JSON. */
export type RuleLine = {
  /** Where it stands: '0.1'. */
  key: string;
  kind: 'rule';
  depth: number;
  holds: boolean;
  words: string;
  expected: string;
};
/** `all`, `any` or `not`, above the rules that it holds together. */
export type GroupLine = {
  key: string;
  kind: 'group';
  depth: number;
  holds: boolean;
  words: string;
};

const groupWords: Readonly<Record<string, string>> = {
  all: 'All of these must hold',
  any: 'One of these must hold',
  not: 'This must not hold',
};

type Node = { [key: string]: unknown };

/**
 * Explained conditions line by line: groups, and each rule with the value that was seen. What is not
 * in the expected form is left out.
 */
export function ruleLines(result: unknown, depth = 0, key = '0'): (RuleLine | GroupLine)[] {
  if (!isNode(result)) return [];
  const holds = result['holds'] === true;
  if (result['kind'] === 'rule') {
    const rule = result['result'];
    if (!isNode(rule)) return [];
    const words = String(rule['words'] ?? '');
    return [{ key, kind: 'rule', depth, holds, words, expected: String(rule['expected'] ?? '') }];
  }
  const parts: unknown[] = Array.isArray(result['parts']) ? result['parts'] : [];
  const words = groupWords[String(result['kind'])];
  // A single rule in the outermost "all" needs no heading.
  const isPlain = depth === 0 && result['kind'] === 'all';
  if (words === undefined || isPlain)
    return parts.flatMap((part, at) => ruleLines(part, depth, `${key}.${at}`));
  return [
    { key, kind: 'group', depth, holds, words },
    ...parts.flatMap((part, at) => ruleLines(part, depth + 1, `${key}.${at}`)),
  ];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
