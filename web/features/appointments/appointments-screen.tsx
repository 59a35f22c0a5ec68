import { Button } from '@mantine/core';
import { IconCalendarEvent, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useMay } from '../accounts/roles.ts';
import { SearchField } from '../contacts/search-field.tsx';
import { LoadMore } from '../work/load-more.tsx';
import { useWorkLive } from '../work/use-work-live.ts';
import { ownTimeZone, wallClock } from '../work/zoned-time.rules.ts';
import { AppointmentDrawer, NewAppointmentDrawer } from './appointment-drawer.tsx';
import { useAppointments } from './appointments.queries.ts';
import { type AppointmentsSearch, appointmentQuery, isFiltered } from './appointments.search.ts';
import { AppointmentsFilter, noAppointmentFilter } from './appointments-filter.tsx';
import { AppointmentsList } from './appointments-list.tsx';

const route = getRouteApi('/app/appointments');

/** Meetings by day. */
export function AppointmentsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = wallClock(useNow(), ownTimeZone).date;
  const query = useAppointments(appointmentQuery(search, today));
  const mayChange = useMay('agent');
  useWorkLive('appointments');
  const change = (fields: AppointmentsSearch) =>
    void navigate({ search: (old) => ({ ...old, ...fields }), replace: true });
  const open = (appointment: string) =>
    void navigate({ search: (old) => ({ ...old, appointment }) });
  const startNew = () => mayChange && change({ new: true });
  useShortcuts('Appointments', [{ keys: 'n', label: 'New appointment', run: startNew }]);
  const add = mayChange && (
    <Button leftSection={<IconPlus size={15} />} onClick={startNew}>
      New appointment
    </Button>
  );
  return (
    <Page
      title="Appointments"
      actions={
        <>
          <SearchField
            value={search.q ?? ''}
            label="Find appointments"
            onChange={(q) => change({ q: q || undefined })}
          />
          {add}
        </>
      }
    >
      <AppointmentsFilter search={search} onChange={change} />
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const appointments = pages.flatMap(({ items }) => items);
          if (appointments.length > 0) {
            return (
              <>
                <AppointmentsList appointments={appointments} mayChange={mayChange} onOpen={open} />
                <LoadMore query={query} />
              </>
            );
          }
          if (isFiltered(search)) {
            return <NothingFits onClear={() => change(noAppointmentFilter)} />;
          }
          return search.when === 'past' ? (
            <EmptyState icon={IconCalendarEvent} title="Nothing has been yet">
              Appointments whose day is over stand here.
            </EmptyState>
          ) : (
            <EmptyState icon={IconCalendarEvent} title="Nothing is planned" actions={add}>
              Appointments that people make or automations create stand here, day by day.
            </EmptyState>
          );
        }}
      </Loaded>
      {search.appointment && (
        <AppointmentDrawer
          key={search.appointment}
          appointmentId={search.appointment}
          onClose={() => change({ appointment: undefined })}
        />
      )}
      {search.new && mayChange && (
        <NewAppointmentDrawer contact={null} onClose={() => change({ new: undefined })} />
      )}
    </Page>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={IconFilterOff}
      title="No appointment fits"
      actions={
        <Button variant="default" onClick={onClear}>
          Clear search and filters
        </Button>
      }
    >
      Nothing matches the search and the filters.
    </EmptyState>
  );
}
