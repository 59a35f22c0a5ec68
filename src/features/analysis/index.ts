export { analysisRoutes } from './analysis.routes.ts';
export { handleAnalysis, sweepAnalysis, wakeAnalysis } from './analysis.work.ts';
export { createConversationReader } from './read-conversation.ts';
