import { Stack, Text } from '@mantine/core';
import type { Contact } from '../../../src/contracts/contacts.ts';
import type { StoredAnalysis } from '../../../src/contracts/placements.ts';
import { Loaded } from '../../ui/loaded.tsx';
import classes from './analysis-card.module.css';
import { AnalysisFacts } from './analysis-facts.tsx';
import { AnalysisSourceLine } from './analysis-source-line.tsx';
import { statusNames } from './contact-filter.search.ts';
import { useAnalyses } from './contacts.queries.ts';
import { Points } from './points.tsx';
import { Quotes } from './quotes.tsx';
import { ReadAgainButton } from './read-again-button.tsx';
import { ScoreBadge } from './score-badge.tsx';
import { ScoreTrend } from './score-trend.tsx';
import { StageAdvice } from './stage-advice.tsx';
import { TitledPart } from './titled-part.tsx';

type Props = { contact: Contact };

/** What was read out of the conversation, and how the score went. */
export function AnalysisCard({ contact }: Props) {
  const query = useAnalyses(contact.id);
  return (
    <Loaded query={query}>
      {(analyses) => {
        const [latest] = analyses;
        return (
          <Stack gap="md">
            {latest ? (
              <Latest analysis={latest} scores={analyses.map(({ score }) => score).toReversed()} />
            ) : (
              <Text c="dimmed">
                The conversation has not been read yet. That happens by itself shortly after it
                comes in.
              </Text>
            )}
            <ReadAgainButton contactId={contact.id} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Latest({ analysis, scores }: { analysis: StoredAnalysis; scores: readonly number[] }) {
  return (
    <>
      <div className={classes['top']}>
        <ScoreBadge score={analysis.score} size="lg" />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600}>{statusNames[analysis.status]}</Text>
          <Text size="xs" c="dimmed">
            {analysis.confidence}% sure
          </Text>
        </div>
        <ScoreTrend scores={scores} />
      </div>
      <div className={classes['next']}>
        <Text size="xs" c="dimmed">
          Best next step
          {analysis.followUpOn && ` · by ${dayFormat.format(new Date(analysis.followUpOn))}`}
        </Text>
        <Text fw={500}>{analysis.nextBestAction}</Text>
      </div>
      <Text>{analysis.summary}</Text>
      {analysis.evidence.length > 0 && (
        <TitledPart title="Why this score">
          <Text mb={6}>{analysis.reasoning}</Text>
          <Quotes evidence={analysis.evidence} />
        </TitledPart>
      )}
      {analysis.stageProbabilities.length > 0 && (
        <TitledPart title="Where it may belong">
          <StageAdvice advice={analysis.stageProbabilities} />
        </TitledPart>
      )}
      <AnalysisFacts analysis={analysis} />
      <Points title="Speaks for a sale" points={analysis.buyingSignals} />
      <Points title="Objections" points={analysis.objections} />
      <Points title="What hurts them" points={analysis.painPoints} />
      <AnalysisSourceLine analysis={analysis} />
    </>
  );
}

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
