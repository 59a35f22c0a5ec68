import type { Usage } from './usage-headers.rules.ts';

/** What the caller must do about an error. */
export type GraphErrorKind =
  /** The token is dead; a person must connect the account again. */
  | 'reconnect'
  /** A limit was reached; nothing may be called in that scope for `waitMs`. */
  | 'wait'
  /** Passing trouble; try again. */
  | 'retry'
  /** The app or the account lacks a permission. */
  | 'permission'
  /** Outside the messaging window; never retry. */
  | 'window_closed'
  /** This person cannot be written to. */
  | 'undeliverable'
  /** Another app controls the thread. */
  | 'handover'
  /** The message was deleted, or lies behind the 20-message horizon. */
  | 'gone'
  /** The object does not exist, or this token may not see it. */
  | 'not_found'
  /** The call itself is wrong; permanent. */
  | 'invalid'
  /** The app's settings are wrong (secret, capability, mode, address). */
  | 'config';

/** What shares a limit: the whole app, one Page or Instagram account, or one token. */
export type WaitScope = 'app' | 'page' | 'token';

export type GraphErrorEnvelope = {
  code: number;
  subcode: number | null;
  isTransient: boolean;
};

export type GraphErrorClass = {
  kind: GraphErrorKind;
  /** Only for `wait`. */
  scope: WaitScope | null;
  /** How long to leave it alone, in ms; 0 for kinds that waiting does not mend. */
  waitMs: number;
  /** True when the provider itself said how long, so the wait is not to be guessed longer. */
  waitIsStated: boolean;
  /** A smaller page may help: "reduce the amount of data" comes as code 1, told apart by text only. */
  mayBeTooMuch: boolean;
  /** What a person can do, when it is more than the kind says. */
  advice: string | null;
};

type Row = {
  kind: GraphErrorKind;
  scope?: WaitScope;
  waitMs?: number;
  advice?: string;
};

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * Codes and subcodes of the Graph API, from developers.facebook.com (Graph API error handling,
 * Messenger Platform error codes, rate limiting, access token errors); collected in
 * provider-apis.md §2.2. Waits are ours where the provider names none. `code/subcode` wins over
 * `code`.
 */
const table: Readonly<Record<string, Row>> = {
  '1': { kind: 'retry', waitMs: second },
  '2': { kind: 'retry', waitMs: 2 * second },
  '3': { kind: 'config', advice: 'The Meta app lacks a capability this call needs.' },
  '4': { kind: 'wait', scope: 'app', waitMs: minute },
  '10': { kind: 'permission' },
  '10/2018065': { kind: 'window_closed' },
  '10/2018108': { kind: 'undeliverable' },
  '10/2018278': { kind: 'window_closed' },
  '10/2018300': { kind: 'handover' },
  '10/2534022': { kind: 'window_closed' },
  '17': { kind: 'wait', scope: 'token', waitMs: minute },
  '32': { kind: 'wait', scope: 'page', waitMs: minute },
  '100': { kind: 'invalid' },
  '100/33': { kind: 'not_found' },
  '100/2018001': { kind: 'not_found' },
  '100/2018218': { kind: 'not_found' },
  '100/2018247': { kind: 'permission' },
  '100/2534014': { kind: 'not_found' },
  '100/2534037': { kind: 'handover' },
  '101': { kind: 'config', advice: 'Check the app id: Meta does not know this app.' },
  '102': { kind: 'reconnect' },
  '104': { kind: 'config', advice: 'Check the app secret: Meta did not accept its signature.' },
  '190': { kind: 'reconnect' },
  '190/458': { kind: 'reconnect', advice: 'The app was removed from the Facebook account.' },
  '190/459': { kind: 'reconnect', advice: 'The user must first log in at facebook.com.' },
  '190/460': { kind: 'reconnect', advice: 'The password was changed.' },
  '190/463': { kind: 'reconnect', advice: 'The access has expired.' },
  '190/464': {
    kind: 'reconnect',
    advice: 'The user must first confirm the account at facebook.com.',
  },
  '190/467': { kind: 'reconnect', advice: 'The access was withdrawn.' },
  '190/492': {
    kind: 'reconnect',
    advice: 'The user lost the role on the Page; another admin must connect it.',
  },
  '200/1545041': { kind: 'undeliverable' },
  '200/2018028': {
    kind: 'config',
    advice: 'The Meta app is in development mode: only people with a role in it can be written to.',
  },
  '200/2534041': {
    kind: 'permission',
    advice:
      'Allow access to messages in the Instagram app: Settings, Messages, Connected tools, Allow access.',
  },
  '368': {
    kind: 'wait',
    scope: 'page',
    waitMs: 6 * hour,
    advice: 'Meta has blocked this account for a while because of its policies.',
  },
  '551': { kind: 'undeliverable' },
  // 2 calls a second: a bucket that is full again after a second.
  '613': { kind: 'wait', scope: 'page', waitMs: second },
  '613/2018338': { kind: 'permission', advice: 'Meta has blocked the use of message tags.' },
  '2500': { kind: 'invalid' },
  '80001': { kind: 'wait', scope: 'page', waitMs: 10 * second },
  '80002': { kind: 'wait', scope: 'page', waitMs: 10 * second },
  '80006': { kind: 'wait', scope: 'page', waitMs: 10 * second },
  '9000001': { kind: 'gone' },
};

/** Which line of the business header a limit's regain time is on. */
const businessTypes: Readonly<Record<number, string>> = {
  80001: 'pages',
  80002: 'instagram',
  80006: 'messenger',
};

/**
 * Says what to do about a Graph error. Looks at code, subcode and `is_transient` only: texts are
 * localised and HTTP statuses are not reliable (provider-apis.md §0.6).
 */
export function classifyGraphError(error: GraphErrorEnvelope, usage: Usage): GraphErrorClass {
  const row = findRow(error);
  const wait = row.kind === 'wait' ? waitFor(error.code, row, usage) : null;
  return {
    kind: row.kind,
    scope: row.scope ?? null,
    waitMs: wait?.ms ?? row.waitMs ?? 0,
    waitIsStated: wait?.isStated ?? false,
    mayBeTooMuch: error.code === 1,
    advice: row.advice ?? null,
  };
}

function findRow({ code, subcode, isTransient }: GraphErrorEnvelope): Row {
  const row = table[`${code}/${subcode}`] ?? table[String(code)];
  if (row !== undefined) return row;
  if (code >= 200 && code <= 299) return { kind: 'permission' };
  // The other business limits: ads, catalogues, leads. Same rules, none is ours.
  if (code >= 80000 && code <= 80014) return { kind: 'wait', scope: 'page', waitMs: 10 * second };
  return isTransient ? { kind: 'retry', waitMs: second } : { kind: 'invalid' };
}

function waitFor(code: number, row: Row, usage: Usage): { ms: number; isStated: boolean } {
  const regainMinutes = regainTime(businessTypes[code], usage);
  if (regainMinutes > 0) return { ms: regainMinutes * minute, isStated: true };
  const percent =
    row.scope === 'app' || row.scope === 'token' ? usage.appPercent : usage.pagePercent;
  // The allowance is of a rolling hour: above 100 % a minute gives back next to nothing.
  const base = row.waitMs ?? minute;
  return {
    ms: percent !== null && percent >= 100 ? Math.max(base, 5 * minute) : base,
    isStated: false,
  };
}

function regainTime(type: string | undefined, usage: Usage): number {
  const own = usage.business.filter((line) => line.type === type && line.regainMinutes > 0);
  const lines = own.length > 0 ? own : usage.business;
  return Math.max(0, ...lines.map((line) => line.regainMinutes));
}
