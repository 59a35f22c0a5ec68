export { askForAnalysis } from './ask-for-analysis.ts';
export { conversationRoutes } from './conversations.routes.ts';
