import { WebhookSecret } from '../../contracts/deliveries.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { type OpenedSecret, openSecrets, rotateSecret } from './webhook-secrets.ts';

const tags = ['Deliveries'];

/** The key that signs outgoing webhooks. */
export function webhookSecretRoutes(deps: { database: Database; secrets: SecretBox }): Routes {
  const { database, secrets } = deps;
  return (app) => {
    app.get(
      '/api/v1/webhook-secret',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Get the signing secret of outgoing webhooks',
          description: 'Made when it is first asked for. Signed as Standard Webhooks says.',
          response: { 200: WebhookSecret, ...errorResponses(401, 403, 409, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const opened = await database.withWorkspace(workspaceId, actor, (tx) =>
          openSecrets(tx, secrets, [workspaceId]),
        );
        const secret = opened.get(workspaceId);
        if (secret) return present(secret);
        throw new Problem('conflict', 'It was sealed with another key of this server: rotate it.');
      },
    );

    app.post(
      '/api/v1/webhook-secret/rotate',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Replace the signing secret of outgoing webhooks',
          description: 'Everything sent from now on is signed with the new one alone.',
          response: { 200: WebhookSecret, ...errorResponses(401, 403, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const secret = await database.withWorkspace(workspaceId, actor, (tx) =>
          rotateSecret(tx, secrets, workspaceId),
        );
        return present(secret);
      },
    );
  };
}

function present({ secret, createdAt }: OpenedSecret): WebhookSecret {
  return { secret, createdAt: createdAt.toISOString() };
}
