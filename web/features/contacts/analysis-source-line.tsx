import { Text } from '@mantine/core';
import type { StoredAnalysis } from '../../../src/contracts/placements.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { sourceNames } from './contact-words.ts';

type Props = { analysis: StoredAnalysis };

/** Who read the conversation, and when a stand-in had to. */
export function AnalysisSourceLine({ analysis }: Props) {
  const { source, model, isFallback, messagesRead, createdAt } = analysis;
  return (
    <Text size="xs" c="dimmed">
      Read by {sourceNames[source]} ({model}), {messagesRead}{' '}
      {messagesRead === 1 ? 'message' : 'messages'}, <TimeAgo at={createdAt} />.
      {isFallback && ' It stood in because the model gave no answer; it will be read again.'}
    </Text>
  );
}
