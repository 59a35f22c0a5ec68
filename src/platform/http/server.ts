import { randomUUID } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import '@fastify/static';
import fastify, {
  type FastifyContextConfig,
  type FastifyInstance,
  type FastifySchema,
  type RouteOptions,
} from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Logger } from '../logging/logger.ts';
import { type Authenticate, checkAccess } from './access.ts';
import { isDeeperThan, mostJsonDepth } from './depth.rules.ts';
import { createErrorHandler } from './error-handler.ts';
import { errorResponses } from './error-responses.ts';
import { findNul } from './nul.rules.ts';
import { invalidField, Problem } from './problem.ts';

export type ApiServer = FastifyInstance;
/** Registers the routes of one feature. */
export type Routes = (app: TypedServer) => void;
export type TypedServer = ReturnType<typeof typed>;

export type ServerOptions = {
  log: Logger;
  authenticate: Authenticate;
  version: string;
  /** Requests a minute and caller (API key, person, else address). */
  requestsPerMinute: number;
  trustProxy: boolean;
  /** File of the web app that answers for every address that is neither API nor file. */
  screen?: string | undefined;
};

/** An HTTP server with validation, problem details, access control, rate limits and OpenAPI. */
export async function createServer(options: ServerOptions): Promise<ApiServer> {
  const app = fastify({
    genReqId: () => randomUUID(),
    trustProxy: options.trustProxy,
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(createErrorHandler(options.log));
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && !request.url.startsWith('/api/') && options.screen) {
      return reply.sendFile(options.screen);
    }
    throw new Problem('not_found', 'There is nothing at this address.');
  });
  app.decorateRequest('identity', null as never);
  await app.register(swagger, openApiOptions(options.version));
  requireDeclaredAccess(app);
  app.addHook('onRequest', async (request) => {
    request.identity = await options.authenticate(request);
  });
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: '1 minute',
    hook: 'preParsing',
    keyGenerator: (request) =>
      request.identity.caller?.actor ?? request.identity.person?.userId ?? request.ip,
    errorResponseBuilder: (_request, context) =>
      new Problem('too_many_requests', `Try again in ${Math.ceil(context.ttl / 1000)} seconds.`),
  });
  // Before validation: who may not call learns nothing of what a route takes.
  app.addHook('preValidation', async (request) => {
    checkAccess(request);
    const { body, query, params } = request;
    if (!Buffer.isBuffer(body) && isDeeperThan(body, mostJsonDepth)) {
      throw invalidField('body', `is nested deeper than ${mostJsonDepth} levels`);
    }
    const nul = findNul(body, 'body') ?? findNul(query, 'query') ?? findNul(params, 'params');
    if (nul) throw invalidField(nul, 'has a character that cannot be stored (NUL)');
  });
  return app;
}

/** Deny by default: a route must say who may call it. */
function requireDeclaredAccess(app: ApiServer): void {
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/') && route.config?.access === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it`);
    }
  });
}

function openApiOptions(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Switchyard API',
        version,
        description:
          'Everything the web app does goes through this API. Lists page by cursor; errors are ' +
          'problem details (RFC 9457) that name the field. Ids of another workspace look like ids ' +
          'that do not exist.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'switchyard.session_token' },
          apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        },
      },
      security: [{ session: [] }, { apiKey: [] }],
    },
    transform(route) {
      const { schema, url } = jsonSchemaTransform(withRefusals(route));
      return { schema: { ...schema, ...accessInWords(route.route.config) }, url };
    },
    transformObject: jsonSchemaTransformObject,
  };
}

/** Adds the answers to input that is refused before a route sees it, and to changes that clash. */
function withRefusals<T extends { schema?: FastifySchema; route: RouteOptions }>(route: T): T {
  const { body, querystring, params, response } = route.schema ?? {};
  const refusals = {
    ...(body ? errorResponses(400, 413) : {}),
    ...(body || querystring || params ? errorResponses(422) : {}),
    ...(route.route.method === 'GET' ? {} : errorResponses(409)),
  };
  return { ...route, schema: { ...route.schema, response: { ...refusals, ...(response ?? {}) } } };
}

/** Who may call, as the document says it. */
function accessInWords(config: FastifyContextConfig = {}): object {
  const { access, peopleOnly } = config;
  if (!access) return {};
  const isForPeople = access === 'person' || peopleOnly;
  return { 'x-access': access, ...(isForPeople ? { security: [{ session: [] }] } : {}) };
}

function typed(app: ApiServer) {
  return app.withTypeProvider<ZodTypeProvider>();
}

/** Gives a feature's routes a typed server. */
export function addRoutes(app: ApiServer, ...features: Routes[]): void {
  for (const routes of features) routes(typed(app));
}
