import { exactTime } from '../../ui/relative-time.ts';
import type { AuditEntry } from './audit.queries.ts';
import { subjectNames } from './audit.search.ts';

const verbs: Record<string, string> = {
  created: 'created',
  updated: 'changed',
  deleted: 'deleted',
  inserted: 'created',
};

/** Statuses of tasks, appointments and jobs that are more than one word. */
const statuses = new Set(['in_progress', 'on_hold', 'no_show']);

/** 'contact.updated' → 'Contact changed'. */
export function actionInWords(action: string): string {
  const [subject = '', verb = ''] = action.split('.');
  const name = Object.hasOwn(subjectNames, subject)
    ? subjectNames[subject as keyof typeof subjectNames]
    : sentence(subject);
  return `${name} ${verbs[verb] ?? sentence(verb).toLowerCase()}`;
}

/** 'dealAmount', 'deal_amount' → 'Deal amount'. */
export function fieldInWords(field: string): string {
  return sentence(field);
}

/** A value of any kind in at most one line; null and missing are a dash. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isTexts(value)) return value.join(', ') || '–';
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value !== 'string') return String(value);
  if (/^[A-Z]+(_[A-Z]+)*$/.test(value) || statuses.has(value)) return sentence(value);
  return /^\d{4}-\d\d-\d\dT/.test(value) ? exactTime(value) : value;
}

/** False for what was empty and stays so, and for ids, which say nothing to people. */
export function isForPeople(values: readonly [unknown, unknown]): boolean {
  const told = values.filter((value) => value !== null && value !== undefined && value !== '');
  return told.some((value) => !isId(value));
}

/** Fields that say which one, the first that is there. */
const naming = ['name', 'title', 'label', 'email'];

/** The name of what was created or deleted, where the entry has one. */
export function nameIn({ action, changes }: Pick<AuditEntry, 'action' | 'changes'>): string | null {
  if (action.endsWith('.updated')) return null;
  const field = naming.find((name) => Object.hasOwn(changes, name));
  const [before, after] = (field !== undefined && changes[field]) || [];
  const name = after ?? before;
  return typeof name === 'string' ? name : null;
}

/** Tags and choices are people's own words. */
function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function sentence(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
