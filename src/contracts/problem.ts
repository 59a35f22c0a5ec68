import { z } from 'zod';

/** One field that was refused; `field` is a path such as `body.stages[2].name`. */
export const FieldProblem = z.object({ field: z.string(), message: z.string() });

/** Problem details for HTTP APIs (RFC 9457), with the refused fields beside. */
export const ProblemDetails = z
  .object({
    type: z.string().describe('Stable address of the kind of problem.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What happened and what to do, for people.'),
    code: z.string().describe('Stable word for programs.'),
    instance: z.string().optional().describe('Id of the request, to be found in the logs.'),
    errors: z.array(FieldProblem).optional(),
  })
  .meta({ id: 'ProblemDetails' });
export type ProblemDetails = z.infer<typeof ProblemDetails>;
