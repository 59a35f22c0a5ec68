/** 840 → '0.8 s', 95_000 → '1.6 min', 7_200_000 → '2 h'; null → '–'. */
export function spanWords(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1) return '< 1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const sizes: [string, number][] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ];
  const [unit, size] = sizes.find(([, least]) => ms >= least) ?? ['s', 1000];
  const amount = ms / size;
  return `${amount < 10 ? Number(amount.toFixed(1)) : Math.round(amount)} ${unit}`;
}

/** A sentence of the server with its ISO times put into the reader's own way. */
export function withReadableTimes(words: string, show: (at: string) => string): string {
  return words.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, show);
}

/** Share of ended runs that completed, in percent; null before one has ended. */
export function successRate({
  completed,
  failed,
}: {
  completed: number;
  failed: number;
}): number | null {
  const ended = completed + failed;
  if (ended === 0) return null;
  // 100 % is said only when nothing failed.
  return failed > 0 ? Math.min(99, Math.round((completed / ended) * 100)) : 100;
}

export const percentWords = (share: number | null): string => (share === null ? '–' : `${share}%`);

/** 0 → 'no runs', 0.4 → 'less than 1 run', 12.3 → 'about 12 runs' */
export function aboutWords(number: number, one: string): string {
  if (number === 0) return `no ${one}s`;
  if (number < 1) return `less than 1 ${one}`;
  const whole = Math.round(number);
  return `about ${whole.toLocaleString('en')} ${one}${whole === 1 ? '' : 's'}`;
}
