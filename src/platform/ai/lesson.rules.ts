import type { KeyOutcome } from './key-pool.rules.ts';
import type { ModelFailure, ModelUsage } from './model-error.ts';
import type { Refusal } from './refusal.rules.ts';

/** What came of one request with one key. */
export type Reply =
  | { kind: 'answer'; value: Record<string, unknown>; model: string; usage: ModelUsage }
  | { kind: 'unusable'; why: 'empty' | 'cut_short' | 'not_json'; usage: ModelUsage }
  | { kind: 'blocked'; reason: string; usage: ModelUsage }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'network'; reason: string }
  | { kind: 'timeout' };

/** What a call does after a reply that was no answer. */
export type Lesson = {
  key: KeyOutcome;
  failure: ModelFailure;
  /** `next_key` costs no try: the key is out, and there are only so many keys. */
  next: 'next_key' | 'try_again' | 'stop';
  /** The answer was cut short; the next try gets twice the output tokens. */
  needsRoom: boolean;
};

const unusableMessages = {
  empty: 'The model answered without any text.',
  cut_short: 'The model used up its output tokens before the answer was complete.',
  not_json: 'The model did not answer with a JSON object.',
} as const;

const neutral: KeyOutcome = { kind: 'neutral' };

function lesson(
  next: Lesson['next'],
  kind: ModelFailure['kind'],
  message: string,
  key: KeyOutcome = neutral,
): Lesson {
  return { key, failure: { kind, message }, next, needsRoom: false };
}

function refusalLesson(refusal: Refusal): Lesson {
  switch (refusal.kind) {
    case 'quota': {
      const until = refusal.until.toISOString();
      const message = `A key is over its ${refusal.scope} quota until ${until}.`;
      return lesson('next_key', 'busy', message, refusal);
    }
    case 'bad_key': {
      const message = `The provider refused an API key (${refusal.reason}).`;
      return lesson('next_key', 'refused_key', message, refusal);
    }
    case 'overloaded':
      return lesson('try_again', 'busy', `The model is overloaded (${refusal.reason}).`, refusal);
    case 'unknown_model': {
      const message = 'The provider does not know this model. Check its name in the settings.';
      return lesson('stop', 'unknown_model', message);
    }
    case 'bad_request': {
      const message = `The provider did not accept the request (${refusal.reason}).`;
      return lesson('stop', 'bad_request', message);
    }
  }
}

/** Pure: what a reply teaches about the key, and how the call goes on. */
export function lessonOf(reply: Exclude<Reply, { kind: 'answer' }>): Lesson {
  switch (reply.kind) {
    case 'refused':
      return refusalLesson(reply.refusal);
    case 'unusable': {
      const next = lesson('try_again', 'bad_answer', unusableMessages[reply.why]);
      return { ...next, needsRoom: reply.why === 'cut_short' };
    }
    case 'blocked': {
      const message = `The provider's safety filter blocked the answer (${reply.reason}).`;
      return lesson('stop', 'blocked', message);
    }
    case 'network':
      return lesson('try_again', 'network', `The model could not be reached (${reply.reason}).`);
    case 'timeout':
      return lesson('try_again', 'timeout', 'The model did not answer in time.');
  }
}

/** What a call does after an answer that failed the check; null when it will do. */
export function answerLesson(problems: readonly string[]): Lesson | null {
  if (problems.length === 0) return null;
  const message = `The model's answer does not fit: ${problems.slice(0, 5).join('; ')}`;
  return lesson('try_again', 'bad_answer', message.slice(0, 300), { kind: 'ok' });
}
