export { taskRoutes } from './tasks.routes.ts';
export { createTask } from './write-task.ts';
