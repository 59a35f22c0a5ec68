import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import { errorResponses } from './error-responses.ts';
import { Problem } from './problem.ts';
import type { Routes } from './server.ts';

/** One thing that must work before requests are sent here; throws or rejects when it does not. */
export type ReadinessCheck = { name: string; check(): Promise<void> };

/** A number that /metrics shows; read when it is asked for. */
export type Measure = { name: string; help: string; read(): Promise<number> | number };

const Ready = z.object({ status: z.literal('ready'), checks: z.array(z.string()) });

/** For load balancers and monitoring: alive, ready, and figures in Prometheus' text form. */
export const healthRoutes =
  (checks: readonly ReadinessCheck[], measures: readonly Measure[]): Routes =>
  (app) => {
    const registry = metrics(measures);
    const open = { access: 'public', rateLimit: false } as const;

    app.get(
      '/healthz',
      {
        config: open,
        schema: {
          tags: ['Health'],
          summary: 'Whether the process is alive',
          security: [],
          response: { 200: z.object({ status: z.literal('alive') }) },
        },
      },
      async () => ({ status: 'alive' as const }),
    );

    app.get(
      '/readyz',
      {
        config: open,
        schema: {
          tags: ['Health'],
          summary: 'Whether requests can be served',
          security: [],
          response: { 200: Ready, ...errorResponses(503) },
        },
      },
      async () => {
        for (const { name, check } of checks) {
          await check().catch(() => {
            throw new Problem('not_ready', `${name} does not answer.`);
          });
        }
        return { status: 'ready' as const, checks: checks.map(({ name }) => name) };
      },
    );

    app.get(
      '/metrics',
      {
        config: open,
        schema: {
          tags: ['Health'],
          summary: "Figures in Prometheus' text form",
          security: [],
          response: { 200: z.string() },
        },
      },
      async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
    );
  };

function metrics(measures: readonly Measure[]): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const { name, help, read } of measures) {
    const gauge: Gauge = new Gauge({
      name: `switchyard_${name}`,
      help,
      registers: [registry],
      async collect() {
        gauge.set(await read());
      },
    });
  }
  return registry;
}
