import type { AnswerFacts } from './answer-values.ts';
import { fillSchema, type SentSchema } from './fill-schema.ts';
import type { PromptMessage } from './prompt-transcript.ts';
import type { PromptStage } from './stages.ts';

const statuses = /\b(NEW|CONTACTED|QUALIFIED|PROPOSAL_SENT|NEGOTIATING|WON|LOST|UNRESPONSIVE)\b/i;

/**
 * A model that an attacker has talked round: it does what an instruction inside a customer's message
 * says (score, status, stage, confidence), and fills the rest as usual. Null without an instruction.
 */
export function obeyedAnswer(
  schema: SentSchema,
  messages: readonly PromptMessage[],
  stages: readonly PromptStage[],
  facts: AnswerFacts,
): unknown {
  const order = messages.findLast(
    ({ author, text }) =>
      author === 'customer' &&
      /\b(?:ignore|set|mark|move|give|assign|output|must|system)\b/i.test(text) &&
      /\b(?:scor\w*|status|stage|instructions?|confidence|won|lost)\b/i.test(text),
  );
  if (!order) return null;
  const score = /scor\w*\D{0,20}(\d{1,3})/i.exec(order.text)?.[1];
  const status = statuses.exec(order.text)?.[1]?.toUpperCase();
  const stage = stages.find(({ name }) => order.text.toLowerCase().includes(name.toLowerCase()));
  const obeyed = stage ? [stage, ...stages.filter((one) => one !== stage)] : facts.stages;
  return fillSchema(schema, {
    ...facts,
    stages: obeyed,
    reading: {
      ...facts.reading,
      score: score === undefined ? facts.reading.score : Number(score),
      status: status ?? facts.reading.status,
      confidence: 100,
      quotes: [{ id: order.id, text: order.text.split('\n')[0] ?? order.text }],
    },
  });
}
