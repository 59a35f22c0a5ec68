export { boardRoutes } from './board.routes.ts';
export { ensureDemoPipeline } from './demo-pipeline.ts';
export { pipelineRoutes } from './pipelines.routes.ts';
export { createPipeline, ensureScoreRanges, getPipeline } from './write-pipeline.ts';
