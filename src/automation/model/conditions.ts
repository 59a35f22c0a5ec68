import type { Condition, Rule } from '../../contracts/automation-definition.ts';
import { actualWords, changeWords, expectedWords, labelOf } from './condition-words.ts';
import { baseFields, findField, splitPath, valueAtParts } from './fields.ts';
import type { ChangeOperator, ValueOperator } from './operators/operator.ts';
import { findOperator } from './operators.ts';
import type {
  CompiledCondition,
  ConditionResult,
  Facts,
  Happening,
  Json,
  Reference,
  RuleResult,
} from './types.ts';

export { checkCondition } from './condition-check.ts';

type Compiled = Pick<CompiledCondition, 'holds' | 'explain'>;
type Seen = Pick<RuleResult, 'expected' | 'actual' | 'words'>;

/**
 * Makes a condition ready to be asked many times; a rule takes well below a microsecond. Never
 * throws: a rule with an unknown operator or a value of the wrong kind does not hold.
 */
export function compileCondition(condition: Condition): CompiledCondition {
  const roots = new Set(rulesOf(condition).flatMap(rootsOf));
  return { source: condition, roots: [...roots], ...compile(condition) };
}

function rootsOf(rule: Rule): string[] {
  const [root = ''] = splitPath(rule.field);
  const operator = findOperator(rule.op);
  const readsClock = operator?.reads === 'value' && operator.readsClock;
  return readsClock ? [root, 'contact', 'company'] : [root];
}

function compile(condition: Condition): Compiled {
  if ('all' in condition) return group('all', condition.all.map(compile));
  if ('any' in condition) return group('any', condition.any.map(compile));
  if ('not' in condition) return negation(compile(condition.not));
  return compileRule(condition);
}

function group(kind: 'all' | 'any', parts: readonly Compiled[]): Compiled {
  // The first part that is like this decides.
  const decisive = kind === 'any';
  return {
    holds(facts, happening, now) {
      for (const part of parts) {
        if (part.holds(facts, happening, now) === decisive) return decisive;
      }
      return !decisive;
    },
    explain(facts, happening, now): ConditionResult {
      const results = parts.map((part) => part.explain(facts, happening, now));
      const holds = results.some((part) => part.holds === decisive) === decisive;
      return { kind, holds, parts: results };
    },
  };
}

function negation(part: Compiled): Compiled {
  return {
    holds: (facts, happening, now) => !part.holds(facts, happening, now),
    explain(facts, happening, now): ConditionResult {
      const result = part.explain(facts, happening, now);
      return { kind: 'not', holds: !result.holds, parts: [result] };
    },
  };
}

function compileRule(rule: Rule): Compiled {
  const operator = findOperator(rule.op);
  if (!operator) {
    const words = `There is no operator ${rule.op}`;
    const seen = { expected: rule.op, actual: undefined, words };
    return explained(
      rule,
      () => false,
      () => seen,
    );
  }
  return operator.reads === 'value' ? valueRule(rule, operator) : changeRule(rule, operator);
}

function explained(
  rule: Rule,
  holds: CompiledCondition['holds'],
  look: (facts: Facts, happening: Happening | null, now: Date, holds: boolean) => Seen,
): Compiled {
  return {
    holds,
    explain(facts, happening, now): ConditionResult {
      const outcome = holds(facts, happening, now);
      const seen = look(facts, happening, now, outcome);
      return { kind: 'rule', holds: outcome, result: { rule, holds: outcome, ...seen } };
    },
  };
}

function valueRule(rule: Rule, operator: ValueOperator): Compiled {
  const test = operator.prepare(rule.value);
  const read = reader(rule.field);
  const whenEmpty = operator.holdsWhenEmpty ?? false;
  const whenMissing = operator.holdsWhenMissing ?? false;
  return explained(
    rule,
    (facts, _happening, now) => {
      const actual = read(facts, now);
      if (actual === undefined) return whenMissing;
      return actual === null ? whenEmpty : test(actual, facts, now);
    },
    (facts, _happening, now, holds) => {
      const actual = read(facts, now);
      const expected = expectedWords(rule, operator);
      const words =
        actual === undefined
          ? missingWords(rule.field, facts)
          : actualWords(rule, operator, actual, holds);
      return { expected, actual, words };
    },
  );
}

/** Undefined: the field is not there. Custom fields that were never filled in are empty (null). */
function reader(field: string): (facts: Facts, now: Date) => Json | undefined {
  const parts = splitPath(field);
  if (field === 'now') return (_facts, now) => now.toISOString();
  if (parts[0] !== 'contact' || parts[1] !== 'fields') return (facts) => valueAtParts(facts, parts);
  return (facts) => {
    const value = valueAtParts(facts, parts);
    return value === undefined && isThere(facts, 'contact') ? null : value;
  };
}

function isThere(facts: Facts, root: string): boolean {
  return (valueAtParts(facts, [root]) ?? null) !== null;
}

function missingWords(field: string, facts: Facts): string {
  const [root = ''] = splitPath(field);
  return `There is no ${isThere(facts, root) ? field : root} here`;
}

function changeRule(rule: Rule, operator: ChangeOperator): Compiled {
  const test = operator.prepare(rule.value);
  const [root = '', ...parts] = splitPath(rule.field);
  const about = `${root}.`;
  const read = (happening: Happening | null) =>
    happening?.type.startsWith(about) ? changeAt(happening, parts) : undefined;
  return explained(
    rule,
    (_facts, happening) => {
      const change = read(happening);
      return change !== undefined && test(change[0], change[1]);
    },
    (_facts, happening, _now, holds) => {
      const change = read(happening);
      const words = change
        ? changeWords(rule, operator, change, holds)
        : `${labelOf(rule.field)} did not change`;
      return { expected: expectedWords(rule, operator), actual: change, words };
    },
  );
}

/** What a field of the happening's own row was and is; undefined when it stayed. */
function changeAt(happening: Happening, parts: readonly string[]): [Json, Json] | undefined {
  const [field = '', ...inside] = parts;
  const change = Object.hasOwn(happening.changes, field) ? happening.changes[field] : undefined;
  if (!change || inside.length === 0) return change;
  const [before, after] = change.map((side) => valueAtParts({ side }, ['side', ...inside]) ?? null);
  if (before === undefined || after === undefined) return undefined;
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : [before, after];
}

/** What of the workspace a condition names: stages, pipelines, members, tags, custom fields. */
export function conditionReferences(condition: Condition): Reference[] {
  return rulesOf(condition).flatMap(ruleReferences);
}

function ruleReferences(rule: Rule): Reference[] {
  const [root, inside, key] = splitPath(rule.field);
  if (root === 'contact' && inside === 'fields' && key) return [{ kind: 'custom_field', id: key }];
  const kind = findField(baseFields, rule.field)?.refersTo;
  if (!kind) return [];
  const values = Array.isArray(rule.value) ? rule.value : [rule.value];
  return values.flatMap((id) => (typeof id === 'string' && id !== '' ? [{ kind, id }] : []));
}

function rulesOf(condition: Condition): Rule[] {
  if ('all' in condition) return condition.all.flatMap(rulesOf);
  if ('any' in condition) return condition.any.flatMap(rulesOf);
  return 'not' in condition ? rulesOf(condition.not) : [condition];
}
