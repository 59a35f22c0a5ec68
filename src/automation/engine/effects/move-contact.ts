import { moveByAutomation } from '../../../features/placement/index.ts';
import { type EffectKind, needContact } from './effect-kind.ts';

/** Moves contacts to a stage, each with a placement that says which automation did it. */
export const moveContact: EffectKind<'move_contact'> = {
  needs: ({ contactId, stageId }) => [
    ...needContact(contactId),
    ...(stageId === null ? [] : [{ kind: 'stage' as const, id: stageId }]),
  ],
  async apply(tx, items) {
    // The last of several moves in one step is where the contact ends.
    const last = new Map(
      items.map((item) => [`${item.workspaceId} ${item.effect.contactId}`, item]),
    );
    await moveByAutomation(
      tx,
      [...last.values()].map(({ effect, workspaceId, automationId, writer }) => ({
        workspaceId,
        contactId: effect.contactId,
        stageId: effect.stageId,
        reason: effect.reason,
        actor: `automation:${automationId}`,
        writer,
      })),
    );
  },
};
