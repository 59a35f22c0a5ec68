import type { Happening, JsonObject } from '../model/types.ts';

/** Ids of the sample workspace that all entries of the catalogue tell of. */
export const sampleIds = {
  contact: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a01',
  member: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a02',
  pipeline: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a03',
  lead: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a04',
  qualified: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a05',
  message: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a06',
  conversation: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a07',
  appointment: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a08',
  task: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a09',
  job: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a0a',
  note: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a0b',
  workspace: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a0c',
  automation: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a0d',
  sync: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a0e',
  page: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a0f',
  analysis: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a10',
  hookCall: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11',
} as const;

const at = '2026-07-01T09:00:00.000Z';

/** An event as the engine reads it: for entries of the catalogue and their tests. */
export function sampleEvent(
  type: string,
  subjectId: string,
  changes: Happening['changes'],
  contactId: string | null = sampleIds.contact,
): Happening {
  return {
    key: 'event:1',
    type,
    at,
    actor: `member:${sampleIds.member}`,
    subjectId,
    contactId,
    changes,
    cause: null,
    depth: 0,
    data: {},
  };
}

/** A change of the sample contact. */
export function sampleContactChange(changes: Happening['changes']): Happening {
  return sampleEvent('contact.updated', sampleIds.contact, changes);
}

/** A timer of a time-based trigger that has run out. */
export function sampleTimer(
  subject: 'workspace' | 'contact' | 'appointment' | 'task' | 'job',
  subjectId: string,
  contactId: string | null = sampleIds.contact,
): Happening {
  const timer = `${subject}:${subjectId}`;
  return {
    ...sampleEvent('timer.due', subjectId, {}, contactId),
    key: `timer:${timer}:${at}`,
    actor: 'system',
    data: { timer, dueAt: at },
  };
}

/** A happening of the engine's own that carries data: a hook's body, what a person chose. */
export function sampleStart(type: string, subjectId: string, data: JsonObject): Happening {
  return { ...sampleEvent(type, subjectId, {}), key: `${type}:1`, data };
}
