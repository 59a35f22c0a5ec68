import { expect, type Page, test } from '@playwright/test';
import { customerWrites, psql, signIn } from './support/session.ts';

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const card = (page: Page, name: string) => page.locator('[data-card]', { hasText: name });

test('conversations are on the board after the first start, each with its reason', async ({
  browser,
}) => {
  const page = await signIn(browser);
  await expect(column(page, 'Qualified').locator('[data-card]').first()).toBeVisible();
  const [{ placed, explained } = { placed: 0, explained: 0 }] = await psql<{
    placed: number;
    explained: number;
  }>(
    `select count(stage_id)::int as placed, count(placement_reason)::int as explained from contacts`,
  );
  expect(placed).toBeGreaterThan(60);
  expect(explained).toBe(placed);
  await page.context().close();
});

test('a new customer appears, is read and placed while the board is open', async ({ browser }) => {
  const page = await signIn(browser);
  await customerWrites(page, 'Freya Lindqvist', 'Hello! Do you have the oak shelf in stock?');
  await expect(card(page, 'Freya Lindqvist')).toBeVisible();
  await customerWrites(page, 'Freya Lindqvist', 'Great, I will take it. Can I pay by card?');
  await expect(card(page, 'Freya Lindqvist')).toContainText(/Score \d+ is in|Said yes/, {
    timeout: 20_000,
  });
  await page.context().close();
});

test('a drag is seen in another browser, and psql moves the card back on both', async ({
  browser,
}) => {
  const [mine, theirs] = [await signIn(browser), await signIn(browser)];
  const moved = column(mine, 'Proposal').locator('[data-card]').first();
  const id = await moved.getAttribute('data-card');
  const here = (page: Page, name: string) => column(page, name).locator(`[data-card="${id}"]`);
  await expect(here(theirs, 'Proposal')).toBeVisible();

  await moved.dragTo(column(mine, 'Qualified').locator('[data-card]').first());
  await expect(here(mine, 'Qualified')).toBeVisible();
  await expect(here(theirs, 'Qualified')).toBeVisible();
  await expect(here(theirs, 'Proposal')).toHaveCount(0);
  await expect(here(theirs, 'Qualified')).toContainText('Moved by Robin Vale');

  await psql(
    `update contacts c set stage_id = s.id from stages s
     where c.id = $1 and s.workspace_id = c.workspace_id and s.pipeline_id = c.pipeline_id
       and s.name = 'Proposal'`,
    [id],
  );
  for (const page of [mine, theirs]) {
    await expect(here(page, 'Proposal')).toBeVisible();
    await expect(here(page, 'Proposal')).toContainText('Moved directly in the database');
    await page.context().close();
  }
});

test('a move can be taken back with the toast', async ({ browser }) => {
  const page = await signIn(browser);
  const moved = column(page, 'New lead').locator('[data-card]').first();
  const id = await moved.getAttribute('data-card');
  const here = (name: string) => column(page, name).locator(`[data-card="${id}"]`);
  await moved.dragTo(column(page, 'Qualified').locator('[data-card]').first());
  await expect(here('Qualified')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(here('New lead')).toBeVisible();
  await page.context().close();
});

test('a click shows the conversation and why the contact is there', async ({ browser }) => {
  const page = await signIn(browser);
  await column(page, 'Negotiation').locator('[data-card]').first().click();
  const panel = page.getByRole('complementary', { name: 'Contact' });
  await expect(panel.getByText(/Why here/i).first()).toBeVisible();
  await expect(panel.getByRole('article').or(panel.getByLabel('Customer')).first()).toBeVisible();
  await expect(page).toHaveURL(/contact=/);
  await page.context().close();
});

test('what customers write is never run as script', async ({ browser }) => {
  const page = await signIn(browser);
  const payloads = [
    '<img src=x onerror="window.pwned=1">',
    '<script>window.pwned=1</script>',
    '"><svg/onload=window.pwned=1>',
    'javascript:window.pwned=1',
    '{{constructor.constructor("window.pwned=1")()}}',
  ];
  for (const [index, payload] of payloads.entries()) {
    await customerWrites(page, `${payload} ${index}`, payload);
  }
  await expect(page.locator('[data-card]', { hasText: 'onerror' }).first()).toBeVisible();
  await page.locator('[data-card]', { hasText: 'onerror' }).first().click();
  await expect(page.getByRole('complementary', { name: 'Contact' })).toBeVisible();
  expect(await page.evaluate<boolean>("'pwned' in window")).toBe(false);
  await page.context().close();
});
