import type { Figure } from './bench.ts';
import type { Machine } from './machine.ts';

/** A Markdown table of figures, readable in a terminal too. */
export function resultsTable(figures: readonly Figure[]): string {
  const head = ['what', 'ours', 'reference', 'unit', 'ratio', 'promise', 'kept'];
  const rows = figures.map(({ name, ours, reference, unit, ratio, budget, ok }) => [
    name,
    amount(ours),
    amount(reference),
    unit,
    amount(ratio),
    budget ?? '–',
    ok === null ? '–' : ok ? 'yes' : '**no**',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function amount(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: value >= 1_000 ? 21 : 3 });
}

type Results = {
  machine: Machine;
  /** When the run began, and after each bench; the benches' own work is in the later ones. */
  loads: readonly number[];
  figures: readonly Figure[];
  /** Benches that ended without figures. */
  failed: readonly string[];
  date: Date;
};

/** The text of bench/RESULTS.md. */
export function resultsPage({ machine, loads, figures, failed, date }: Results): string {
  const { processor, cores, memoryGb, system, node, postgres } = machine;
  const missed = figures.filter(({ ok }) => ok === false).map(({ name }) => name);
  return `# What is promised about speed, measured

Written by \`npm run bench\`. Times drift from machine to machine: compare each figure with its
reference, which was measured in the same run.

- Date: ${date.toISOString().slice(0, 10)}
- Machine: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}
- Load of all programs before the run: ${loads[0] ?? '–'}, and after each bench: ${loads.slice(1).join(', ')}
- Node ${node}, PostgreSQL ${postgres}
- Promises not kept: ${missed.join(', ') || 'none'}
- Benches that failed: ${failed.join(', ') || 'none'}

${resultsTable(figures)}

## How each was measured

${figures.map(({ name, note }) => `- **${name}**: ${note}.`).join('\n')}
`;
}
