import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Appointment } from '../../../src/contracts/appointments.ts';
import { messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { DateTimeInput } from '../work/date-time-input.tsx';
import { timeWords } from '../work/time-words.rules.ts';
import { instantOf, wallClock } from '../work/zoned-time.rules.ts';
import { placeOf, timeThere } from './appointment-words.ts';
import { useReschedule } from './appointments.queries.ts';
import { DurationSelect } from './duration-select.tsx';

type Props = { appointment: Appointment; onClose: () => void };

const dayMs = 86_400_000;

/** Gives an appointment another time. */
export function RescheduleDialog({ appointment, onClose }: Props) {
  const { id, title, startsAt, timeZone, durationMinutes } = appointment;
  const [wall, setWall] = useState(wallClock(startsAt, timeZone));
  const [minutes, setMinutes] = useState(durationMinutes);
  const reschedule = useReschedule(id);
  const now = useNow();
  const isElsewhere = timeThere(appointment) !== null;
  const wordsOf = (at: string) =>
    timeWords(at, now, timeZone) + (isElsewhere ? ` in ${placeOf(timeZone)}` : '');
  const next = instantOf(wall, timeZone);
  const later = (days: number) => wallClock(Date.parse(startsAt) + days * dayMs, timeZone).date;
  const submit = () => {
    if (!next) return;
    reschedule.mutate(
      { startsAt: next, durationMinutes: minutes },
      {
        onSuccess: () => {
          toast.done(`${title}: ${wordsOf(next)}.`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Reschedule ${title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <FormAlert message={reschedule.error ? messageOf(reschedule.error) : null} />
          <Text c="dimmed">
            Now: {wordsOf(startsAt)}, with {appointment.contactName}.
          </Text>
          <DateTimeInput
            label={isElsewhere ? `New time in ${placeOf(timeZone)}` : 'New time'}
            required
            value={wall}
            suggestions={[
              { label: 'A day later', date: later(1) },
              { label: 'A week later', date: later(7) },
            ]}
            onChange={setWall}
          />
          <DurationSelect value={minutes} onChange={setMinutes} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!next} loading={reschedule.isPending}>
              Reschedule
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
