import { Tooltip } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { useMay } from '../accounts/roles.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { stageColor } from '../pipelines/stage-words.ts';
import { StageMenu } from './stage-menu.tsx';
import classes from './stage-stepper.module.css';
import { useStageMove } from './use-stage-move.tsx';

type Props = { contact: Contact };

/** How far a contact has come, and the way to move it by hand. */
export function StageStepper({ contact }: Props) {
  const pipelines = usePipelines().data ?? [];
  const mayMove = useMay('agent');
  const { move, dialog } = useStageMove(contact);
  const pipeline = pipelines.find(({ id }) => id === contact.pipelineId);
  const steps = (pipeline?.stages ?? []).filter(
    ({ type }) => type !== 'LOST' && type !== 'ARCHIVED',
  );
  const current = pipeline?.stages.find(({ id }) => id === contact.stageId);
  const reached = steps.findIndex(({ id }) => id === contact.stageId);
  return (
    <div className={classes['row']}>
      <StageMenu
        pipelines={pipelines.filter(({ archivedAt }) => archivedAt === null)}
        current={current}
        disabled={!mayMove}
        onChoose={move}
      />
      <ol className={classes['steps']} aria-label="Stages">
        {steps.map((stage, index) => (
          <li key={stage.id}>
            <Tooltip label={stepLabel(stage, index === reached)}>
              <button
                type="button"
                className={classes['step']}
                style={{ '--stage': stageColor(current?.color ?? 'gray') } as CSSProperties}
                data-reached={index <= reached || undefined}
                aria-current={index === reached ? 'step' : undefined}
                aria-label={index === reached ? `${stage.name}, here now` : `Move to ${stage.name}`}
                disabled={!mayMove || index === reached}
                onClick={() => move(stage)}
              >
                <span />
              </button>
            </Tooltip>
          </li>
        ))}
      </ol>
      {dialog}
    </div>
  );
}

function stepLabel({ name, scoreMin, scoreMax }: Stage, isHere: boolean): string {
  return isHere ? `${name} (${scoreMin}–${scoreMax}): here now` : `Move to ${name}`;
}
