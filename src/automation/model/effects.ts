import type { JsonObject } from './types.ts';

/** A change that a run wants: a closed list, each kind with one set-based applier in the engine. */
export type Effect =
  | {
      kind: 'set_contact';
      contactId: string;
      /** Columns by API name: firstName, lastName, email, phone, score, status, ownerId, timeZone. */
      set: JsonObject;
      /** Custom fields; null empties one. */
      fields: JsonObject;
      addTags: string[];
      removeTags: string[];
    }
  | { kind: 'move_contact'; contactId: string; stageId: string | null; reason: string }
  | {
      kind: 'create_task';
      id: string;
      contactId: string | null;
      title: string;
      description: string;
      priority: string;
      assigneeId: string | null;
      dueAt: string | null;
    }
  | { kind: 'update_task'; taskId: string; set: JsonObject }
  /** All open tasks of the contact, or those with this title. */
  | { kind: 'complete_tasks'; contactId: string; title: string | null }
  | {
      kind: 'create_appointment';
      id: string;
      contactId: string;
      title: string;
      startsAt: string;
      durationMinutes: number;
      timeZone: string;
      location: string;
      assigneeId: string | null;
    }
  | { kind: 'update_appointment'; appointmentId: string; set: JsonObject }
  | {
      kind: 'create_job';
      id: string;
      contactId: string;
      title: string;
      description: string;
      address: string;
      amount: number | null;
      scheduledStart: string | null;
      assigneeId: string | null;
    }
  | { kind: 'update_job'; jobId: string; set: JsonObject }
  | { kind: 'add_note'; id: string; contactId: string; text: string }
  | {
      kind: 'notify';
      /** Member ids, or everybody with one of these roles. */
      memberIds: string[];
      roles: string[];
      title: string;
      text: string;
      link: string | null;
      contactId: string | null;
    }
  | {
      kind: 'create_delivery';
      id: string;
      channel: 'webhook' | 'sms' | 'email' | 'messenger' | 'instagram';
      contactId: string | null;
      recipient: string;
      payload: JsonObject;
    }
  | { kind: 'ask_ai'; id: string; question: JsonObject }
  | {
      kind: 'start_automation';
      automationId: string;
      contactId: string | null;
      data: JsonObject;
    }
  | { kind: 'reanalyze'; contactId: string };

/** An effect with the step that wants it. */
export type PlannedEffect = { effect: Effect; stepId: string; number: number };
