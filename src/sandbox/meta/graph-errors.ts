import type { Random } from '../random.ts';
import { pick } from '../random.ts';

export type GraphErrorDetails = {
  code: number;
  subcode?: number | undefined;
  message?: string | undefined;
  type?: string | undefined;
  status?: number | undefined;
  isTransient?: boolean | undefined;
  /** Minutes until access is back; goes into the usage header. */
  regainMinutes?: number | undefined;
};

/** An answer of the Graph API that is not data. */
export class GraphError extends Error {
  readonly details: GraphErrorDetails;

  constructor(details: GraphErrorDetails) {
    super(details.message ?? usualMessage(details.code, details.subcode));
    this.name = 'GraphError';
    this.details = details;
  }
}

const rateLimitAdvice =
  'Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.';

const messages = new Map<string, string>([
  ['1', 'An unknown error occurred'],
  ['2', 'Service temporarily unavailable'],
  ['4', '(#4) Application request limit reached'],
  ['10', '(#10) Application does not have permission for this action'],
  [
    '10/2018278',
    '(#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview',
  ],
  ['10/2534022', '(#10) This message is sent outside of allowed window.'],
  ['10/2018108', "(#10) This person can't receive your messages right now"],
  ['10/2018300', '(#10) Another app is controlling this thread now.'],
  ['17', '(#17) User request limit reached'],
  ['32', '(#32) Page request limit reached'],
  ['100', '(#100) Invalid parameter'],
  ['100/2018001', '(#100) No matching user found'],
  ['100/2534014', '(#100) No matching Instagram user found'],
  ['100/2018047', '(#100) Upload attachment failure.'],
  ['104', 'Incorrect signature'],
  ['190', 'Invalid OAuth access token - Cannot parse access token'],
  ['190/458', 'Error validating access token: The user has not authorized application.'],
  ['190/459', 'Error validating access token: You cannot access the app till you log in.'],
  [
    '190/460',
    'Error validating access token: The session has been invalidated because the user changed their password.',
  ],
  ['190/463', 'Error validating access token: Session has expired.'],
  ['190/492', 'Error validating access token: The user no longer has a role on the Page.'],
  ['200', '(#200) Permissions error'],
  ['200/2534041', '(#200) The account owner has disabled access to Instagram direct messages'],
  ['230', '(#230) Requires pages_messaging permission to manage the object'],
  ['368', 'The action attempted has been deemed abusive or is otherwise disallowed'],
  ['551', "(#551) This person isn't available right now."],
  ['613', '(#613) Calls to this api have exceeded the rate limit.'],
  ['2500', 'Error parsing graph query'],
  ['80001', `(#80001) There have been too many calls to this Page account. ${rateLimitAdvice}`],
  [
    '80002',
    `(#80002) There have been too many calls to this Instagram account. ${rateLimitAdvice}`,
  ],
  [
    '80006',
    `(#80006) There have been too many messenger api calls to this Page account. ${rateLimitAdvice}`,
  ],
  ['9000001', 'This Message has been deleted by the user or the business.'],
]);

const germanMessages = new Map<number, string>([
  [4, '(#4) Das Anfragelimit der Anwendung wurde erreicht'],
  [100, '(#100) Ungültiger Parameter'],
  [190, 'Fehler bei der Bestätigung des Zugriffsschlüssels: Die Sitzung ist abgelaufen.'],
  [613, '(#613) Die Aufrufe dieser API haben das Limit überschritten.'],
]);

function usualMessage(code: number, subcode: number | undefined): string {
  return messages.get(`${code}/${subcode}`) ?? messages.get(`${code}`) ?? `(#${code}) Error`;
}

const transientCodes = new Set([1, 2, 4, 17, 32, 613, 80001, 80002, 80006]);

/** Meta documents no status per code; these are what captures show (reference §2.2). */
function usualStatus({ code, subcode }: GraphErrorDetails): number {
  if (code === 1 || code === 2) return 500;
  if (code === 10) return subcode === undefined ? 403 : 400;
  if (code === 200 || code === 230) return 403;
  return 400;
}

export type ErrorStyle = { shuffleStatuses: boolean; localisedErrors: boolean; random: Random };

/** Status, headers and body of an error, as the knobs want them shown. */
export function errorAnswer(error: GraphError, style: ErrorStyle) {
  const { code, subcode, type, status, isTransient } = error.details;
  const message = style.localisedErrors
    ? (germanMessages.get(code) ?? `(#${code}) Es ist ein Fehler aufgetreten.`)
    : error.message;
  const kind = code === 102 || code === 190 ? 'invalid_token' : 'invalid_request';
  return {
    status: style.shuffleStatuses
      ? pick(style.random, [400, 401, 403, 404, 429, 500, 503])
      : (status ?? usualStatus(error.details)),
    headers: {
      'www-authenticate': `OAuth "Facebook Platform" "${kind}" "${message.replace(/[^\x20-\x7e]|"/g, '?')}"`,
    },
    body: {
      error: {
        message,
        type: type ?? 'OAuthException',
        ...((isTransient ?? transientCodes.has(code)) ? { is_transient: true } : {}),
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        fbtrace_id: `A${Math.floor(style.random() * 2 ** 52).toString(36)}`,
      },
    },
  };
}
