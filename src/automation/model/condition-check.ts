import {
  type Condition,
  Duration,
  definitionLimits,
  type Rule,
} from '../../contracts/automation-definition.ts';
import { findField, isOpenEnded, splitPath } from './fields.ts';
import { isDate, isTime } from './operators/dates.ts';
import type { Operator } from './operators/operator.ts';
import { findOperator, operators } from './operators.ts';
import type { Field, Json } from './types.ts';

type Problem = { place: string; message: string };
type Kind = Field['type'] | 'time' | 'weekday' | 'any';

/** Rows whose events carry changes. */
const changingRoots = ['contact', 'conversation', 'message', 'task', 'appointment', 'job', 'note'];
/** Made of other columns when facts are loaded, so no event has them. */
const computed: { readonly [path: string]: string } = {
  'contact.name': 'contact.firstName and contact.lastName',
  'contact.locked': 'another rule, such as: Locked is yes',
  'contact.ownerName': 'contact.ownerId',
  'contact.pipelineName': 'contact.pipelineId',
  'contact.stageName': 'contact.stageId',
  'contact.stageType': 'contact.stageId',
  'conversation.platform': 'no change: it stays',
  'message.platform': 'no change: it stays',
  'appointment.endsAt': 'appointment.startsAt and appointment.durationMinutes',
  'appointment.date': 'appointment.startsAt',
  'appointment.time': 'appointment.startsAt',
  'appointment.assigneeName': 'appointment.assigneeId',
  'task.assigneeName': 'task.assigneeId',
  'job.assigneeName': 'job.assigneeId',
};
/** Values of one list, and characters of one value. */
const longestList = 500;
const longestText = 1_000;

/** What is wrong with a condition, each with its place: `<place>.all.0.value`. */
export function checkCondition(
  condition: Condition,
  fields: readonly Field[],
  place: string,
): Problem[] {
  const problems: Problem[] = [];
  let rules = 0;
  const visit = (part: Condition, at: string, depth: number): void => {
    if (depth > definitionLimits.conditionDepth) {
      const message = `has groups deeper than ${definitionLimits.conditionDepth}`;
      problems.push({ place: at, message });
    } else if ('all' in part) {
      for (const [i, one] of part.all.entries()) visit(one, `${at}.all.${i}`, depth + 1);
    } else if ('any' in part) {
      for (const [i, one] of part.any.entries()) visit(one, `${at}.any.${i}`, depth + 1);
    } else if ('not' in part) {
      visit(part.not, `${at}.not`, depth + 1);
    } else {
      rules += 1;
      const problem = checkRule(part, fields);
      if (problem) problems.push({ place: `${at}.${problem.place}`, message: problem.message });
    }
  };
  visit(condition, place, 0);
  if (rules > definitionLimits.rules) {
    problems.push({ place, message: `has ${rules} rules, more than ${definitionLimits.rules}` });
  }
  return problems;
}

function checkRule(rule: Rule, fields: readonly Field[]): Problem | null {
  const field = findField(fields, rule.field);
  if (!field) return { place: 'field', message: `There is no field ${rule.field}` };
  const open = isOpenEnded(field.path);
  const operator = findOperator(rule.op);
  if (!operator) {
    const fitting = operators.filter((one) => checkOperator(one, field, open) === null);
    const ids = fitting.map(({ id }) => id).join(', ');
    const message = `There is no operator ${rule.op}; ${field.label} takes ${ids}`;
    return { place: 'op', message };
  }
  const unfit = checkOperator(operator, field, open);
  if (unfit) return { place: 'op', message: unfit };
  const wrong = checkValue(rule.value, operator, field, open);
  return wrong ? { place: 'value', message: wrong } : null;
}

function checkOperator(operator: Operator, field: Field, open: boolean): string | null {
  if (operator.reads === 'change') {
    const [root = ''] = splitPath(field.path);
    if (open || !changingRoots.includes(root)) {
      return `${field.label} has no changes to look at`;
    }
    const instead = Object.hasOwn(computed, field.path) ? computed[field.path] : undefined;
    if (instead) return `Changes of ${field.path} are not recorded; use ${instead}`;
  }
  if (open || operator.types.includes(field.type)) return null;
  return `"${operator.label}" does not go with ${field.label}, which is of the type ${field.type}`;
}

function checkValue(
  value: Json | undefined,
  operator: Operator,
  field: Field,
  open: boolean,
): string | null {
  switch (operator.value) {
    case 'none':
      return null;
    case 'duration':
      return Duration.safeParse(value).success ? null : 'must be an amount with a unit of time';
    case 'one':
      return checkOne(value, operator, field, open);
    case 'two':
      if (!Array.isArray(value) || value.length !== 2) return 'must be two values';
      return checkEach(value, operator, field, open) ?? checkOrder(value, operator);
    case 'list':
      if (!Array.isArray(value) || value.length === 0) return 'must be a list of values';
      if (value.length > longestList) return `has more than ${longestList} values`;
      return checkEach(value, operator, field, open);
  }
}

function checkEach(
  values: readonly Json[],
  operator: Operator,
  field: Field,
  open: boolean,
): string | null {
  for (const value of values) {
    const problem = checkOne(value, operator, field, open);
    if (problem) return problem;
  }
  return null;
}

function checkOrder([from, to]: readonly Json[], operator: Operator): string | null {
  if (operator.id !== 'between') return null;
  const [low, high] = [from, to].map((end) =>
    typeof end === 'string' ? Date.parse(end) : Number(end),
  );
  return (low ?? 0) > (high ?? 0) ? 'has its ends the wrong way round' : null;
}

function checkOne(
  value: Json | undefined,
  operator: Operator,
  field: Field,
  open: boolean,
): string | null {
  // A field may have been empty before, or be it now.
  if (value === null && operator.reads === 'change') return null;
  const problem = checks[kindOf(operator, field, open)](value);
  if (problem) return problem;
  // Parts of words go with any text; operators for ids compare as a whole.
  if (!field.choices || !operator.types.includes('id')) return null;
  const wanted = String(value).toLowerCase();
  if (field.choices.some((choice) => choice.toLowerCase() === wanted)) return null;
  return `${String(value)} is not one of ${field.choices.join(', ')}`;
}

function kindOf(operator: Operator, field: Field, open: boolean): Kind {
  if (operator.id === 'time_between') return 'time';
  if (operator.id === 'on_weekday') return 'weekday';
  if (!open) return field.type;
  const [only, ...others] = operator.types;
  return only && others.length === 0 ? only : 'any';
}

const checks: Record<Kind, (value: Json | undefined) => string | null> = {
  text: checkText,
  list: checkText,
  id: checkText,
  number: (value) => (Number.isFinite(value) ? null : 'must be a number'),
  boolean: (value) => (typeof value === 'boolean' ? null : 'must be yes or no'),
  date: (value) => (isDate(value) ? null : 'must be a date, or a time with its zone'),
  time: (value) => (isTime(value) ? null : 'must be a time such as 09:00'),
  weekday: (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7
      ? null
      : 'must be weekdays from 1 (Monday) to 7 (Sunday)',
  any: (value) => (Number.isFinite(value) || typeof value === 'boolean' ? null : checkText(value)),
};

function checkText(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value === '') return 'must be a text that is not empty';
  return value.length > longestText ? `is longer than ${longestText} characters` : null;
}
