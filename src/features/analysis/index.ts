export { handleAnalysis, sweepAnalysis, wakeAnalysis } from './analysis.work.ts';
export type { AnalysisDeps } from './analyze-due.ts';
