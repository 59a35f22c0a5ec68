import { present, type RawSearch, textParam } from '../../ui/search-params.ts';
import { contactFilterSearch } from '../contacts/contact-filter.search.ts';

/** `pipeline`: id of the board's pipeline; `contact`: id of the contact open in the side panel. */
export function boardSearch(search: RawSearch) {
  return present({
    ...contactFilterSearch(search),
    pipeline: textParam(search['pipeline']),
    contact: textParam(search['contact']),
  });
}
