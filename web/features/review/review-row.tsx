import { Button, Checkbox, Text } from '@mantine/core';
import { IconArrowBackUp, IconArrowRight, IconCheck, IconPencil } from '@tabler/icons-react';
import type { Placement } from '../../../src/contracts/placements.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { isOpenToVerdict } from '../contacts/placement-words.ts';
import { ScoreBadge } from '../contacts/score-badge.tsx';
import { stageColor } from '../pipelines/stage-words.ts';
import classes from './review.module.css';

type Props = {
  placement: Placement;
  /** Of stages, by id. */
  colors: ReadonlyMap<string, string>;
  current: boolean;
  chosen: boolean;
  mayJudge: boolean;
  disabled: boolean;
  onFocus: () => void;
  onToggle: () => void;
  onOpen: () => void;
  onJudge: (verdict: 'accepted' | 'undone') => void;
  onCorrect: () => void;
};

/** More are in the contact. */
const mostQuotes = 3;
const verdictWords = { accepted: 'Accepted', corrected: 'Corrected', undone: 'Undone' } as const;

/** One decision: who, from where to where, why in the customer's words, and what to say of it. */
export function ReviewRow(props: Props) {
  const { placement, current, chosen, mayJudge, onOpen } = props;
  const isOpen = isOpenToVerdict(placement);
  const quotes = placement.evidence.filter(({ quote }) => !placement.reason.includes(quote));
  return (
    <li
      className={classes['row']}
      data-placement={placement.id}
      data-current={current || undefined}
      data-chosen={chosen || undefined}
      tabIndex={-1}
      onFocus={props.onFocus}
    >
      <Checkbox
        size="xs"
        mt={2}
        aria-label={`Choose the decision about ${placement.contactName}`}
        disabled={!isOpen || !mayJudge}
        checked={chosen}
        onChange={props.onToggle}
      />
      <div style={{ minWidth: 0 }}>
        <div className={classes['title']}>
          <button type="button" className={classes['name']} onClick={onOpen}>
            {placement.contactName || 'Unknown'}
          </button>
          <FromTo placement={placement} colors={props.colors} />
          <ScoreBadge score={placement.score} />
          <Text span size="xs" c="dimmed">
            {placement.confidence !== null && `${placement.confidence}% sure · `}
            <TimeAgo at={placement.createdAt} />
          </Text>
        </div>
        <Text mt={4}>{placement.reason}</Text>
        {quotes.slice(0, mostQuotes).map(({ messageId, quote }) => (
          <div key={`${messageId} ${quote}`}>
            <button
              type="button"
              className={classes['quote']}
              title="Show the conversation"
              onClick={onOpen}
            >
              “{quote}”
            </button>
          </div>
        ))}
      </div>
      <div className={classes['actions']}>
        {isOpen && mayJudge ? <Actions {...props} /> : <Said placement={placement} />}
      </div>
    </li>
  );
}

function FromTo({ placement, colors }: Pick<Props, 'placement' | 'colors'>) {
  const { fromStageId, fromStageName, toStageId, toStageName, outcome } = placement;
  return (
    <span className={classes['stage']}>
      <Dot color={(fromStageId && colors.get(fromStageId)) || 'gray'} />
      {fromStageName ?? 'Incoming'}
      <IconArrowRight size={14} aria-label="to" />
      <Dot color={(toStageId && colors.get(toStageId)) || 'gray'} />
      {toStageName ?? 'Incoming'}
      {outcome === 'review' && '?'}
    </span>
  );
}

function Dot({ color }: { color: string }) {
  return <span className={classes['dot']} style={{ background: stageColor(color) }} aria-hidden />;
}

function Actions({ placement, disabled, onJudge, onCorrect }: Props) {
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconCheck size={14} />}
        disabled={disabled}
        onClick={() => onJudge('accepted')}
      >
        Accept
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconPencil size={14} />}
        disabled={disabled}
        onClick={onCorrect}
      >
        Correct
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={14} />}
        disabled={disabled}
        onClick={() => onJudge('undone')}
      >
        {placement.outcome === 'review' ? 'Leave' : 'Undo'}
      </Button>
    </>
  );
}

function Said({ placement: { verdict, verdictBy } }: { placement: Placement }) {
  if (!verdict) return null;
  return (
    <Text size="xs" c="dimmed">
      {verdictWords[verdict]} by {verdictBy}
    </Text>
  );
}
