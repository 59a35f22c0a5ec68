import { getRouteApi } from '@tanstack/react-router';
import { useConnection } from '../../api/use-room.ts';
import { StatusDot } from '../../ui/status-dot.tsx';
import { SearchField } from '../contacts/search-field.tsx';

const route = getRouteApi('/app/board');

/** Finds cards, and says whether the board follows changes as they happen. */
export function BoardSearch() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const live = useConnection() === 'live';
  return (
    <>
      <span
        title={
          live
            ? 'Changes appear as they happen'
            : 'Connecting: until then the board is renewed every 15 seconds'
        }
      >
        <StatusDot tone={live ? 'good' : 'quiet'}>{live ? 'Live' : 'Connecting'}</StatusDot>
      </span>
      <SearchField
        value={q ?? ''}
        label="Find contacts"
        onChange={(text) =>
          void navigate({ search: (old) => ({ ...old, q: text || undefined }), replace: true })
        }
      />
    </>
  );
}
