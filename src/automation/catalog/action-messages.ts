import type { FormField } from '../../contracts/automation-catalog.ts';
import type { ActionContext, ActionPlan } from '../model/action-types.ts';
import { valueAt } from '../model/fields.ts';
import type { Json, JsonObject } from '../model/types.ts';
import { contactName, done, factText, failed, withContact } from './action-plans.ts';

type Message = {
  channel: 'sms' | 'email' | 'messenger' | 'instagram';
  recipient: string;
  payload: JsonObject;
};

/** What is written; `limit` is how many characters the provider takes. */
export function textField(limit: number): FormField {
  return {
    name: 'text',
    label: 'Text',
    control: 'long_template',
    required: true,
    help: `At most ${limit.toLocaleString('en')} characters once the variables are filled in.`,
  };
}

/** The address given, else the contact's; a failure with clear words when there is neither. */
export function planToAddress(
  context: ActionContext,
  address: { given: string | undefined; field: 'email' | 'phone'; called: string },
  message: Omit<Message, 'recipient'>,
): ActionPlan {
  const recipient = address.given ?? factText(context.facts, `contact.${address.field}`);
  if (recipient === null) {
    return failed('no_address', `${contactName(context.facts)} has no ${address.called}`);
  }
  return planDelivery(context, { ...message, recipient });
}

/** To the thread that the contact has on the platform. */
export function planToThread(
  context: ActionContext,
  thread: { channel: 'messenger' | 'instagram'; fact: string; called: string },
  text: string,
): ActionPlan {
  return withContact(context, () => {
    const name = contactName(context.facts);
    if (valueAt(context.facts, `contact.${thread.fact}`) !== true) {
      return failed('no_address', `${name} has no conversation on ${thread.called}`);
    }
    return planDelivery(context, { channel: thread.channel, recipient: name, payload: { text } });
  });
}

function planDelivery(context: ActionContext, message: Message): ActionPlan {
  const id = context.newId();
  const output: Json = { deliveryId: id, to: message.recipient };
  return done({ kind: 'create_delivery', id, contactId: context.contactId, ...message }, output);
}
