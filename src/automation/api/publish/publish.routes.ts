import { z } from 'zod';
import { Automation, PublishInput } from '../../../contracts/automations.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { type Caller, callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import type { AutomationRef } from '../automations/automations.store.ts';
import { readAutomation } from '../automations/automations-read.ts';
import { activateAutomation, pauseAutomation, publishAutomation } from './publish-automation.ts';

const tags = ['Automations'];
const AutomationId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 409, 422, 429);

/** Publishing, switching on and off. */
export function publishRoutes({ database }: { database: Database }): Routes {
  const changed = (
    caller: Caller,
    automationId: string,
    change: (tx: Tx, ref: AutomationRef) => Promise<void>,
  ): Promise<Automation> => {
    const { workspaceId, actor } = caller;
    const ref = { workspaceId, automationId };
    return database.withWorkspace(workspaceId, actor, async (tx) => {
      await change(tx, ref);
      return readAutomation(tx, ref);
    });
  };

  return (app) => {
    app.post(
      '/api/v1/automations/:id/publish',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Publish an automation',
          description:
            'Makes the draft the next version, which new runs take; runs under way keep theirs. ' +
            'With `activate` it is switched on too. A draft that is already published makes no new ' +
            'version. With the `draftRevision` that was looked at, it is refused (409) when somebody ' +
            'has saved since. Errors of the draft are told as `body.draft.<place>`. Some actions ' +
            'only an admin may publish.',
          params: AutomationId,
          body: PublishInput,
          response: { 200: Automation, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        const { actor, role } = caller;
        return changed(caller, request.params.id, (tx, ref) =>
          publishAutomation(tx, { ...ref, actor, role }, request.body),
        );
      },
    );

    app.post(
      '/api/v1/automations/:id/activate',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Switch an automation on',
          description:
            'Its published version starts runs again, timers are set for what there is, and runs ' +
            'that were held go on.',
          params: AutomationId,
          response: { 200: Automation, ...errors },
        },
      },
      (request) => changed(callerOf(request), request.params.id, activateAutomation),
    );

    app.post(
      '/api/v1/automations/:id/pause',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Pause an automation',
          description: 'It starts no new runs; runs under way stop before their next step.',
          params: AutomationId,
          response: { 200: Automation, ...errors },
        },
      },
      (request) => changed(callerOf(request), request.params.id, pauseAutomation),
    );
  };
}
