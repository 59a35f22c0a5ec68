import { Switch, Tooltip } from '@mantine/core';
import type { AutomationListItem } from '../../../src/contracts/automations.ts';
import { useMay } from '../accounts/roles.ts';
import { useSwitch } from './automations.queries.ts';

type Props = { automation: Pick<AutomationListItem, 'id' | 'name' | 'status' | 'version'> };

/** Turns an automation on and off at once. A draft has to be published first. */
export function AutomationSwitch({ automation: { id, name, status, version } }: Props) {
  const mayChange = useMay('agent');
  const turn = useSwitch();
  const isDraft = version === null;
  return (
    <Tooltip label="Open it to publish it first" disabled={!isDraft}>
      <Switch
        aria-label={`${name}: on`}
        checked={turn.isPending ? turn.variables.on : status === 'active'}
        disabled={!mayChange || isDraft}
        onChange={(event) => turn.mutate({ id, name, on: event.currentTarget.checked })}
      />
    </Tooltip>
  );
}
