import type { LeadStatus } from '../../../src/contracts/analysis.ts';
import type { Platform } from '../../../src/contracts/platforms.ts';
import {
  choiceParam,
  flagParam,
  numberParam,
  type RawSearch,
  textParam,
} from '../../ui/search-params.ts';

export const platformNames: Record<Platform, string> = {
  messenger: 'Messenger',
  instagram: 'Instagram',
  sms: 'SMS',
  email: 'E-mail',
};

export const statusNames: Record<LeadStatus, string> = {
  NEW: 'New',
  CONTACTED: 'Contacted',
  QUALIFIED: 'Qualified',
  PROPOSAL_SENT: 'Proposal sent',
  NEGOTIATING: 'Negotiating',
  WON: 'Won',
  LOST: 'Lost',
  UNRESPONSIVE: 'Unresponsive',
};

/** Filters of contacts as they stand in an address; names are those of the API. */
export function contactFilterSearch(search: RawSearch) {
  return {
    q: textParam(search['q']),
    ownerId: textParam(search['ownerId']),
    platform: choiceParam(search['platform'], platformNames),
    status: choiceParam(search['status'], statusNames),
    scoreMin: numberParam(search['scoreMin']),
    scoreMax: numberParam(search['scoreMax']),
    needsReview: flagParam(search['needsReview']),
    unread: flagParam(search['unread']),
    tag: textParam(search['tag']),
    staleDays: numberParam(search['staleDays']),
  };
}
