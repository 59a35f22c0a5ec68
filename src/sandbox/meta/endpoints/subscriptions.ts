import { requirePageToken, requireToken } from '../access.ts';
import type { GraphCall } from '../graph-call.ts';
import { GraphError } from '../graph-errors.ts';
import { verifyCallback } from '../webhooks/handshake.ts';

function listed(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((field) => field !== '');
}

/** `POST /{page}/subscribed_apps`; needs the fields. */
export function subscribePage(call: GraphCall, pageId: string) {
  requireManage(call, pageId);
  const fields = listed(call.params['subscribed_fields']);
  if (fields.length === 0) {
    throw new GraphError({
      code: 100,
      message: '(#100) The parameter subscribed_fields is required',
    });
  }
  call.world.pageSubscriptions.set(pageId, fields);
  return { success: true };
}

/** `GET /{page}/subscribed_apps`. */
export function listPageSubscriptions(call: GraphCall, pageId: string) {
  requirePageToken(call, pageId);
  const fields = call.world.pageSubscriptions.get(pageId);
  if (!fields) return { data: [] };
  const { id, name } = call.world.app;
  const link = 'https://switchyard.example/';
  return { data: [{ category: 'Business', link, name, id, subscribed_fields: fields }] };
}

/** `DELETE /{page}/subscribed_apps`. */
export function unsubscribePage(call: GraphCall, pageId: string) {
  requireManage(call, pageId);
  call.world.pageSubscriptions.delete(pageId);
  return { success: true };
}

function requireManage(call: GraphCall, pageId: string): void {
  requirePageToken(call, pageId);
  if (requireToken(call).scopes.includes('pages_manage_metadata')) return;
  throw new GraphError({
    code: 200,
    message: '(#200) Requires pages_manage_metadata permission to manage the object',
  });
}

/** `POST /{app}/subscriptions`: the callback is verified before it is stored. */
export async function subscribeApp(call: GraphCall) {
  requireApp(call);
  const { object, callback_url: callbackUrl, verify_token: verifyToken, fields } = call.params;
  if (object !== 'page' && object !== 'instagram') {
    throw new GraphError({ code: 100, message: '(#100) object must be page or instagram' });
  }
  if (callbackUrl === undefined || verifyToken === undefined) {
    throw new GraphError({
      code: 100,
      message: '(#100) callback_url and verify_token are required',
    });
  }
  const problem = await verifyCallback(callbackUrl, verifyToken);
  if (problem !== null) {
    throw new GraphError({
      code: 2200,
      message: `(#2200) Callback verification failed with the following errors: ${problem}`,
    });
  }
  const wanted = listed(fields);
  call.world.appSubscriptions.set(object, { object, callbackUrl, verifyToken, fields: wanted });
  return { success: true };
}

/** `GET /{app}/subscriptions`. */
export function listAppSubscriptions(call: GraphCall) {
  requireApp(call);
  const data = [...call.world.appSubscriptions.values()].map((subscription) => ({
    object: subscription.object,
    callback_url: subscription.callbackUrl,
    active: true,
    fields: subscription.fields.map((name) => ({ name, version: 'v23.0' })),
  }));
  return { data };
}

/** `DELETE /{app}/subscriptions`, all or one object's. */
export function unsubscribeApp(call: GraphCall) {
  requireApp(call);
  const { object } = call.params;
  if (object === undefined) call.world.appSubscriptions.clear();
  if (object === 'page' || object === 'instagram') call.world.appSubscriptions.delete(object);
  return { success: true };
}

function requireApp(call: GraphCall): void {
  if (requireToken(call).kind === 'app') return;
  throw new GraphError({
    code: 15,
    message: '(#15) This method must be called with an app access_token.',
  });
}
