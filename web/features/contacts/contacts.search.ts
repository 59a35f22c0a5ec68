import { choiceParam, present, type RawSearch, textParam } from '../../ui/search-params.ts';
import { contactFilterSearch } from './contact-filter.search.ts';

export const sortNames = {
  recent: 'Latest message',
  oldest: 'Longest silence',
  score: 'Score',
  name: 'Name',
  stageEntered: 'Time in stage',
};

export function contactsSearch(search: RawSearch) {
  return present({
    ...contactFilterSearch(search),
    pipelineId: textParam(search['pipelineId']),
    stageId: textParam(search['stageId']),
    sort: choiceParam(search['sort'], sortNames),
  });
}
