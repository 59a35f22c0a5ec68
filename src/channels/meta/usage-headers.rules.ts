import { z } from 'zod';

/** One line of `X-Business-Use-Case-Usage`. */
export type BusinessUsage = {
  businessId: string;
  /** `messenger`, `instagram`, `pages` … */
  type: string;
  /** The highest of the three figures; 100 is the allowance of a rolling hour, more is possible. */
  percent: number;
  /** 0 when calls are let through. */
  regainMinutes: number;
};

/** What an answer's headers say about how much of the allowance is used; null when they do not. */
export type Usage = {
  appPercent: number | null;
  pagePercent: number | null;
  business: readonly BusinessUsage[];
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const figure = z.number().nonnegative().catch(0);

// graph.facebook.com says call_count/total_time/total_cputime, graph.instagram.com
// call_volume/cpu_time (provider-apis.md §0.7).
const Figures = z
  .object({
    call_count: figure,
    total_time: figure,
    total_cputime: figure,
    call_volume: figure,
    cpu_time: figure,
  })
  .transform((figures) => Math.max(...Object.values(figures)));

const BusinessLine = z
  .looseObject({ type: z.string().catch(''), estimated_time_to_regain_access: figure })
  .nullable()
  .catch(null);

const BusinessHeader = z.record(z.string(), z.array(BusinessLine).catch([]));

/** Reads the usage headers of a Graph answer (names in lower case). Garbage counts as absent. */
export function readUsage(headers: Headers): Usage {
  return {
    appPercent: readPercent(headers['x-app-usage']),
    pagePercent: readPercent(headers['x-page-usage']),
    business: readBusiness(headers['x-business-use-case-usage']),
  };
}

function readPercent(header: string | string[] | undefined): number | null {
  const read = Figures.safeParse(readJson(header));
  return read.success ? read.data : null;
}

function readBusiness(header: string | string[] | undefined): BusinessUsage[] {
  const read = BusinessHeader.safeParse(readJson(header));
  if (!read.success) return [];
  return Object.entries(read.data).flatMap(([businessId, lines]) =>
    lines.flatMap((line) => {
      if (line === null) return [];
      const percent = Figures.parse(line);
      const regainMinutes = line.estimated_time_to_regain_access;
      return [{ businessId, type: line.type, percent, regainMinutes }];
    }),
  );
}

function readJson(header: string | string[] | undefined): unknown {
  if (typeof header !== 'string') return undefined;
  try {
    return JSON.parse(header);
  } catch {
    return undefined;
  }
}
