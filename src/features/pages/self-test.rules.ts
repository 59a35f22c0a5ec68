import type { TokenState } from '../../channels/meta/index.ts';
import type { SelfTestStep } from '../../contracts/pages.ts';

const again = 'Connect the Page again';

export function tokenStep(state: TokenState, now: Date): SelfTestStep {
  const name = 'Access token';
  if (!state.isValid) {
    return { name, ok: false, detail: `Facebook no longer accepts it. ${again}.` };
  }
  const ends = [state.expiresAt, state.dataAccessExpiresAt].filter((end) => end !== null);
  const [end] = ends.sort((a, b) => a.getTime() - b.getTime());
  if (!end) return { name, ok: true, detail: 'Facebook accepts it; it does not expire by time.' };
  const day = end.toISOString().slice(0, 10);
  if (end > now) return { name, ok: true, detail: `Facebook accepts it until ${day}.` };
  return { name, ok: false, detail: `The access to data ended on ${day}. ${again}.` };
}

const pageScopes = ['pages_messaging', 'pages_manage_metadata'];
const instagramScopes = ['instagram_basic', 'instagram_manage_messages'];

export function scopesStep(scopes: readonly string[], hasInstagram: boolean): SelfTestStep {
  const needed = hasInstagram ? [...pageScopes, ...instagramScopes] : pageScopes;
  const missing = needed.filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) {
    return { name: 'Permissions', ok: true, detail: `All are there: ${needed.join(', ')}.` };
  }
  const detail = `Missing: ${missing.join(', ')}. ${again} and allow them.`;
  return { name: 'Permissions', ok: false, detail };
}

/** @param tasks what the person who connected the Page could do on it then */
export function roleStep(tasks: readonly string[]): SelfTestStep {
  const name = 'Role on the Page';
  const missing = ['MESSAGING', 'MODERATE'].filter((task) => !tasks.includes(task));
  if (missing.length === 0) {
    return { name, ok: true, detail: 'May read messages and set up webhooks.' };
  }
  const whatFor = missing.includes('MESSAGING') ? 'reading messages' : 'webhooks';
  return {
    name,
    ok: false,
    detail: `The role of the person who connected it lacks ${missing.join(' and ')}, needed for ${whatFor}. Let somebody with a fuller role connect it again.`,
  };
}

/** @param fields what the app's webhook gets of the Page; null when it is not subscribed */
export function subscriptionStep(fields: readonly string[] | null): SelfTestStep {
  const name = 'Webhook subscription';
  if (fields === null) {
    return { name, ok: false, detail: `The Page does not send us its messages. ${again}.` };
  }
  if (!fields.includes('messages')) {
    return { name, ok: false, detail: `It leaves out messages. ${again}.` };
  }
  return { name, ok: true, detail: `The Page sends ${fields.length} kinds of events.` };
}

export function lastSeenStep(seenAt: string | null): SelfTestStep {
  const name = 'Webhook last seen';
  if (seenAt !== null) return { name, ok: true, detail: `The last one came at ${seenAt}.` };
  return {
    name,
    ok: false,
    detail:
      'None has come yet. Write to the Page; when nothing comes, check the webhook address and verify token in the Meta app.',
  };
}
