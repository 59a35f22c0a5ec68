/** A stage that the prompt offers. */
export type PromptStage = {
  name: string;
  type: string | null;
  from: number | null;
  to: number | null;
};

const types = /\b(LEAD|IN_PROGRESS|WON|LOST|ARCHIVED)\b/;

/** The stages named by the answer's schema, else those listed in the prompt with their types. */
export function stagesIn(prompt: string, names: readonly string[]): PromptStage[] {
  const lines = prompt.split('\n').filter((line) => types.test(line));
  if (names.length > 0) {
    const bare = lines.map((line) => line.replace(/^[\s\-*"“`\d.)]+/, ''));
    return names.map((name) => {
      return promptStage(name, bare.find((line) => line.startsWith(name)) ?? '');
    });
  }
  return lines.flatMap((line) => {
    const name = /^\s*(?:[-*]|\d+[.)])?\s*["“`]?([^"”`(:|[\]]{2,60}?)["”`]?\s*[([:|,–-]/.exec(
      line,
    )?.[1];
    return name === undefined ? [] : [promptStage(name.trim(), line)];
  });
}

function promptStage(name: string, line: string): PromptStage {
  const range = /(\d{1,3})\s*(?:-|–|to|\.\.)\s*(\d{1,3})/.exec(line);
  return {
    name,
    type: types.exec(line)?.[1] ?? typeByName(name),
    from: range ? Number(range[1]) : null,
    to: range ? Number(range[2]) : null,
  };
}

function typeByName(name: string): string | null {
  if (/won|sold|booked|closed|customer/i.test(name)) return 'WON';
  if (/lost|cold|dead|no sale|spam/i.test(name)) return 'LOST';
  if (/new|inquiry|enquiry|lead|contact/i.test(name)) return 'LEAD';
  return null;
}

/** The stages that suit, best first. */
export function rankStages(
  stages: readonly PromptStage[],
  status: string,
  score: number,
): PromptStage[] {
  const rated = stages.map((stage, index) => ({
    stage,
    fit: fitOf(stage, index, stages.length, status, score),
  }));
  return rated.sort((a, b) => b.fit - a.fit).map(({ stage }) => stage);
}

function fitOf(
  stage: PromptStage,
  index: number,
  count: number,
  status: string,
  score: number,
): number {
  const isEnd = stage.type === 'WON' || stage.type === 'LOST';
  if (isEnd) return stage.type === status ? 200 : -100;
  const middle =
    stage.from !== null && stage.to !== null
      ? (stage.from + stage.to) / 2
      : ((index + 0.5) / count) * 100;
  return 100 - Math.abs(middle - score);
}
