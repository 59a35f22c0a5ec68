import type { TimelineEntry } from '../../contracts/placements.ts';

type Data = Record<string, unknown>;
type Words = { title: string; detail: string | null };

const readers: Record<string, string> = {
  gemini: 'Gemini',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  compatible: 'your own model',
  local: 'the built-in reader',
};

const words: Record<TimelineEntry['kind'], (data: Data) => Words> = {
  placement: (data) => ({ title: placementTitle(data), detail: text(data['reason']) }),
  analysis: (data) => ({
    title: `Read by ${readers[String(data['source'])] ?? 'a model'}: score ${data['score']}, ${inWords(data['status'])}`,
    detail: text(data['summary']),
  }),
  activity: (data) => ({
    title: sentence(inWords(data['type'])),
    detail: text(data['reason']) ?? text(data['note']),
  }),
  audit: (data) => ({ title: auditTitle(data), detail: auditDetail(data) }),
  message: (data) => ({
    title: data['direction'] === 'in' ? 'Customer wrote' : 'Business wrote',
    detail: text(data['text']) ?? attachmentWords(data['attachments']),
  }),
  note: (data) => ({ title: 'Note', detail: text(data['text']) }),
};

/** One line for people about a timeline entry, and a second one where there is more to say. */
export function timelineWords(kind: TimelineEntry['kind'], data: Data): Words {
  return words[kind](data);
}

function placementTitle(data: Data): string {
  const from = text(data['fromStageName']);
  const to = text(data['toStageName']);
  if (data['outcome'] === 'review') {
    return to ? `Needs a look: ${to} is suggested` : 'Needs a look';
  }
  if (data['outcome'] === 'kept') return to ? `Kept in ${to}` : 'Kept where it is';
  if (data['outcome'] === 'skipped') return 'Not placed';
  if (to === null) return from ? `Moved from ${from} back to incoming` : 'Back to incoming';
  return from ? `Moved from ${from} to ${to}` : `Placed in ${to}`;
}

function auditTitle({ action, changes }: Data): string {
  const [subject = '', verb = ''] = String(action).split('.');
  if (verb !== 'updated') return `${sentence(inWords(subject))} ${verb}`;
  const fields = Object.keys(changes ?? {}).map(fieldWords);
  const more = fields.length > 4 ? ` and ${fields.length - 4} more` : '';
  const shown = `changed ${fields.slice(0, 4).join(', ')}${more}`;
  return sentence(subject === 'contact' ? shown : `${inWords(subject)}: ${shown}`);
}

/** What a task, an appointment or a job is called, where the entry says it. */
function auditDetail({ changes }: Data): string | null {
  const title = record(changes)['title'];
  const [before, after] = Array.isArray(title) ? title : [];
  return text(after) ?? text(before);
}

function record(value: unknown): Data {
  return typeof value === 'object' && value !== null ? (value as Data) : {};
}

function attachmentWords(count: unknown): string | null {
  if (typeof count !== 'number' || count === 0) return null;
  return count === 1 ? '1 attachment' : `${count} attachments`;
}

/** 'ownerId' → 'owner', 'firstName' → 'first name'. */
function fieldWords(field: string): string {
  return field
    .replace(/Id$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
}

function inWords(value: unknown): string {
  return String(value).toLowerCase().replaceAll('_', ' ');
}

function sentence(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
