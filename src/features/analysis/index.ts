export { analysisRoutes } from './analysis.routes.ts';
export { handleAnalysis, sweepAnalysis, wakeAnalysis } from './analysis.work.ts';
export type { AnalysisDeps } from './analyze-due.ts';
export { createConversationReader } from './read-conversation.ts';
