import { present, type RawSearch, textParam } from '../../ui/search-params.ts';

/** `page`: the page open in the drawer; `connect` and `connect_error` come back from Facebook. */
export function integrationsSearch(search: RawSearch) {
  return present({
    q: textParam(search['q']),
    page: textParam(search['page']),
    connect: textParam(search['connect']),
    connect_error: textParam(search['connect_error']),
  });
}
