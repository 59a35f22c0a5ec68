import { choiceParam, present, type RawSearch, textParam } from '../../ui/search-params.ts';

export const statusNames = { draft: 'Draft', active: 'On', paused: 'Off' };
export const sortNames = { recent: 'Newest', name: 'Name', lastTriggered: 'Last run' };
export const tabNames = {
  overview: 'Overview',
  runs: 'Runs',
  analytics: 'Analytics',
  test: 'Test and start',
  settings: 'Settings',
  versions: 'Versions',
  definition: 'Definition',
};

/** `folderId`: an id, or `none` for those in no folder. */
export function automationsSearch(search: RawSearch) {
  return present({
    q: textParam(search['q']),
    status: choiceParam(search['status'], statusNames),
    folderId: textParam(search['folderId']),
    sort: choiceParam(search['sort'], sortNames),
  });
}

export function automationSearch(search: RawSearch) {
  return present({ tab: choiceParam(search['tab'], tabNames) });
}

export function whySearch(search: RawSearch) {
  return present({
    contactId: textParam(search['contactId']),
    automationId: textParam(search['automationId']),
    eventId: textParam(search['eventId']),
  });
}
