import {
  choiceParam,
  flagParam,
  present,
  type RawSearch,
  textParam,
} from '../../ui/search-params.ts';

export const runStatusNames = {
  pending: 'About to start',
  processing: 'Running',
  waiting: 'Waiting',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** `automation` and `contact` are ids; `review`: those that wait for a person. */
export function runsSearch(search: RawSearch) {
  return present({
    q: textParam(search['q']),
    status: choiceParam(search['status'], runStatusNames),
    automation: textParam(search['automation']),
    contact: textParam(search['contact']),
    error: textParam(search['error']),
    step: textParam(search['step']),
    review: flagParam(search['review']),
  });
}
export type RunsSearch = {
  [K in keyof ReturnType<typeof runsSearch>]: ReturnType<typeof runsSearch>[K] | undefined;
};
