import { choiceParam, present, type RawSearch, textParam } from '../../ui/search-params.ts';

export const reviewViews = { waiting: 'Waiting for you', recent: 'Recent AI moves' };

/** `contact`: id of the contact open in the side panel. */
export function reviewSearch(search: RawSearch) {
  return present({
    view: choiceParam(search['view'], reviewViews),
    pipelineId: textParam(search['pipelineId']),
    contact: textParam(search['contact']),
  });
}
