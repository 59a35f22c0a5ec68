import { flagParam, present, type RawSearch } from '../../ui/search-params.ts';

/** `new`: the dialog for a new pipeline is open. */
export function pipelinesSearch(search: RawSearch) {
  return present({ new: flagParam(search['new']) });
}
