import { type Browser, expect, type Page } from '@playwright/test';
import { setting } from './session.ts';

const headers = () => ({ origin: setting('SWITCHYARD_URL') });
const password = 'seven green lanterns';

/** A member of the demo workspace in a browser of their own, invited by `owner`, on the board. */
export async function joinAs(
  browser: Browser,
  owner: Page,
  person: { name: string; email: string; role: 'admin' | 'agent' | 'viewer' },
): Promise<Page> {
  const { name, email, role } = person;
  const invited = await owner.request.post('/api/v1/invitations', {
    data: { email, role },
    headers: headers(),
  });
  expect(invited.status()).toBe(201);
  const { link }: { link: string } = await invited.json();
  const [, id, secret] = /invitation\/([^#]+)#(.+)$/.exec(link) ?? [];
  const context = await browser.newContext({ baseURL: setting('SWITCHYARD_URL') });
  const page = await context.newPage();
  const signUp = { name, email, password, invitation: { id, secret } };
  for (const [path, data] of [
    ['/api/auth/sign-up/email', signUp],
    [`/api/v1/invitations/${id}/accept`, { secret }],
  ] as const) {
    const answer = await page.request.post(path, { data, headers: headers() });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  }
  await page.goto('/board');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  return page;
}
