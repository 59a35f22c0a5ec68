export { jobRoutes } from './jobs.routes.ts';
export { createJob } from './write-job.ts';
