export { handleQuestions, sweepQuestions, wakeQuestions } from './ai-questions.work.ts';
