import { present, type RawSearch, textParam } from '../../ui/search-params.ts';

export function recipesSearch(search: RawSearch) {
  return present({ q: textParam(search['q']) });
}
