import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import { at, graph, listAt, textAt } from '../test-client.ts';

let sandbox: Sandbox;
const redirectUri = 'http://127.0.0.1:9/callback';

beforeAll(async () => {
  sandbox = await startSandbox({ dialogues: [] });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.meta.resetKnobs();
});

function dialogUrl(): URL {
  const url = new URL(sandbox.meta.dialogUrl);
  url.searchParams.set('client_id', sandbox.meta.app.id);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', 's-1');
  url.searchParams.set('scope', 'pages_show_list,pages_messaging');
  return url;
}

/** Presses a button of the consent page as a browser would. Returns where it leads. */
async function press(decision: 'allow' | 'deny', pageIds: readonly string[] = []): Promise<URL> {
  const html = await (await fetch(dialogUrl())).text();
  const form = new URLSearchParams({ decision });
  for (const [, name = '', value = ''] of html.matchAll(
    /type="hidden" name="(.*?)" value="(.*?)"/g,
  )) {
    form.set(name, value);
  }
  for (const [, name = ''] of html.matchAll(/type="checkbox" name="(.*?)"/g)) {
    if (name.startsWith('scope:') || pageIds.includes(name.slice('page:'.length)))
      form.set(name, 'on');
  }
  const answer = await fetch(dialogUrl(), { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

function exchange(params: Record<string, string>) {
  const { id, secret } = sandbox.meta.app;
  return graph(sandbox, '/v23.0/oauth/access_token', {
    client_id: id,
    client_secret: secret,
    ...params,
  });
}

describe('connecting', () => {
  it('goes from the dialog over code and long-lived token to the chosen Pages', async () => {
    const target = await press('allow', ['104600000000002']);
    expect(target.searchParams.get('state')).toBe('s-1');
    expect(target.hash).toBe('#_=_');
    const code = target.searchParams.get('code') ?? '';
    const short = await exchange({ code, redirect_uri: redirectUri });
    const long = await exchange({
      grant_type: 'fb_exchange_token',
      fb_exchange_token: textAt(short.body, 'access_token'),
    });
    expect(at(long.body, 'expires_in')).toBe(5_183_944);
    const token = textAt(long.body, 'access_token');
    const accounts = await graph(
      sandbox,
      '/v23.0/me/accounts',
      { fields: 'id,name,access_token,tasks,instagram_business_account{id,username}' },
      { token },
    );
    expect(listAt(accounts.body, 'data')).toEqual([
      {
        id: '104600000000002',
        name: 'Copperleaf Bakery',
        access_token: expect.stringMatching(/^EAASandboxPage104600000000002-/),
        tasks: expect.arrayContaining(['MESSAGING']),
        instagram_business_account: { id: '17841400000000002', username: 'copperleaf.bakes' },
      },
    ]);
    const pageToken = textAt(accounts.body, 'data', 0, 'access_token');
    const described = await graph(
      sandbox,
      '/debug_token',
      { input_token: pageToken },
      { token: `${sandbox.meta.app.id}|${sandbox.meta.app.secret}` },
    );
    expect(at(described.body, 'data')).toMatchObject({
      type: 'PAGE',
      expires_at: 0,
      is_valid: true,
      scopes: ['pages_show_list', 'pages_messaging'],
    });
  });

  it('says that the user denied', async () => {
    const target = await press('deny');
    expect(target.searchParams.get('error')).toBe('access_denied');
    expect(target.searchParams.get('error_reason')).toBe('user_denied');
    expect(target.searchParams.get('code')).toBeNull();
  });

  it('takes a code once, for its redirect address, with the right secret', async () => {
    const code = sandbox.meta.authorize({ redirectUri });
    const elsewhere = await exchange({ code, redirect_uri: `${redirectUri}/other` });
    expect(at(elsewhere.body, 'error', 'error_subcode')).toBe(36008);
    const secret = await exchange({ code, redirect_uri: redirectUri, client_secret: 'no' });
    expect(secret.status).toBe(400);
    expect((await exchange({ code, redirect_uri: redirectUri })).status).toBe(200);
    const again = await exchange({ code, redirect_uri: redirectUri });
    expect(at(again.body, 'error', 'error_subcode')).toBe(36009);
  });

  it('escapes what the dialog shows', async () => {
    const url = dialogUrl();
    url.searchParams.set('state', '"><script>alert(1)</script>');
    expect(await (await fetch(url)).text()).not.toContain('<script>alert');
  });

  it('pages through hundreds of accounts', async () => {
    sandbox.meta.addPages(230);
    const token = sandbox.meta.userToken();
    const names: string[] = [];
    let after: string | undefined;
    do {
      const params = { limit: '100', fields: 'id,name', ...(after ? { after } : {}) };
      const { body } = await graph(sandbox, '/me/accounts', params, { token });
      names.push(...listAt(body, 'data').map((one) => textAt(one, 'name')));
      after = at(body, 'paging', 'next') ? textAt(body, 'paging', 'cursors', 'after') : undefined;
    } while (after);
    expect(names).toHaveLength(233);
    expect(new Set(names).size).toBe(233);
  });

  it('refuses what was not granted', async () => {
    const code = sandbox.meta.authorize({ redirectUri, scopes: ['pages_show_list'] });
    const user = await exchange({ code, redirect_uri: redirectUri });
    const { body } = await graph(
      sandbox,
      '/me/accounts',
      {},
      { token: textAt(user.body, 'access_token') },
    );
    const token = textAt(body, 'data', 0, 'access_token');
    const page = textAt(body, 'data', 0, 'id');
    const list = await graph(sandbox, `/${page}/conversations`, {}, { token });
    expect([list.status, at(list.body, 'error', 'code')]).toEqual([403, 230]);
    const subscribed = await graph(
      sandbox,
      `/${page}/subscribed_apps`,
      { subscribed_fields: 'messages' },
      { token, method: 'POST' },
    );
    expect(at(subscribed.body, 'error', 'code')).toBe(200);
  });

  it('accepts after a restart the tokens it gave before, and no others', async () => {
    const again = await startSandbox({ dialogues: [] });
    const code = async (token: string) =>
      at((await graph(again, '/me', {}, { token })).body, 'error', 'code');
    expect(await code('EAASandboxPage104600000000001-7')).toBeUndefined();
    expect(await code('EAASandboxUserLong9')).toBeUndefined();
    expect(await code('EAASandboxUserLong9x')).toBe(190);
    again.meta.revokeTokens();
    expect(await code('EAASandboxPage104600000000001-7')).toBe(190);
    await again.close();
  });

  it('forgets everything when the user takes the permissions away', async () => {
    const token = sandbox.meta.userToken();
    const pageToken = sandbox.meta.pageToken();
    const removed = await graph(sandbox, '/me/permissions', {}, { token, method: 'DELETE' });
    expect(removed.body).toEqual({ success: true });
    const { body } = await graph(sandbox, '/me', {}, { token: pageToken });
    expect(at(body, 'error', 'error_subcode')).toBe(458);
  });
});
