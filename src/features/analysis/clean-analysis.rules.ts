import type { Analysis } from '../../contracts/analysis.ts';
import { hasMarkup, plainText } from '../../platform/ai/plain-text.rules.ts';

function clean(texts: readonly string[], maxLength: number): string[] {
  return texts.map((text) => plainText(text, maxLength)).filter((text) => text !== '');
}

/**
 * The local scorer quotes customers word for word, so its texts get what a model's texts get:
 * plain words only, and no evidence with markup in it.
 */
export function cleanAnalysis(analysis: Analysis): Analysis {
  return {
    ...analysis,
    summary: plainText(analysis.summary, 2_000),
    reasoning: plainText(analysis.reasoning, 2_000),
    evidence: analysis.evidence.filter(({ quote }) => !hasMarkup(quote)),
    topics: clean(analysis.topics, 80),
    painPoints: clean(analysis.painPoints, 300),
    buyingSignals: clean(analysis.buyingSignals, 300),
    objections: clean(analysis.objections, 300),
    nextBestAction: plainText(analysis.nextBestAction, 300),
  };
}
