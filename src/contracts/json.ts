import { z } from 'zod';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Any JSON. `z.json()` has no name in OpenAPI, so its reference to itself leads nowhere there. */
export const JsonValue: z.ZodType<Json> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(JsonValue),
      z.record(z.string(), JsonValue),
    ]),
  )
  .meta({ id: 'Json' });
