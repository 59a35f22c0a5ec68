import { expect, type Locator, type Page, test } from '@playwright/test';
import { setting, signIn } from './support/session.ts';

const recipe = 'Job completed: e-mail and SMS';
const thanks = 'Thank you, says the shop';

test.describe.configure({ mode: 'serial' });

type Person = { id: string; firstName: string; lastName: string };
const nameOf = ({ firstName, lastName }: Person) => `${firstName} ${lastName}`;
let client: Person;
let other: Person;

test.beforeAll(async ({ browser }) => {
  const page = await signIn(browser);
  client = await ask(page, 'post', '/contacts', {
    firstName: 'Petra',
    lastName: 'Lindholm',
    email: 'client@example.com',
    phone: '+351 210 000 000',
  });
  other = await ask(page, 'post', '/contacts', { firstName: 'Nadia', lastName: 'Quist' });
  await page.context().close();
});

async function ask<T extends { id: string }>(
  page: Page,
  method: 'get' | 'post' | 'patch',
  path: string,
  data?: object,
): Promise<T> {
  const headers = { origin: setting('SWITCHYARD_URL') };
  const answer = await page.request[method](`/api/v1${path}`, {
    ...(data ? { data } : {}),
    headers,
  });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

/** Past the screens, for what only prepares. */
async function completeJob(page: Page, contact: Person, title: string): Promise<void> {
  const { id } = await ask(page, 'post', '/jobs', { contactId: contact.id, title });
  await ask(page, 'patch', `/jobs/${id}`, { status: 'completed' });
}

const main = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const nav = (page: Page) => page.getByRole('navigation', { name: 'Automations' });
const runOf = (page: Page, automation: string, contact: Person) =>
  page.locator('[data-run]', { hasText: automation }).filter({ hasText: nameOf(contact) });

async function pick(page: Page, field: Locator, contact: Person): Promise<void> {
  await field.fill(nameOf(contact));
  await page
    .getByRole('option', { name: nameOf(contact), exact: true })
    .first()
    .click();
}

test('a shop owner turns a recipe on and watches it run', async ({ browser }) => {
  const page = await signIn(browser);

  await main(page).getByRole('link', { name: 'Automations' }).click();
  await nav(page).getByRole('link', { name: 'Recipes' }).click();
  await page.getByRole('link', { name: recipe }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(thanks);
  await page.getByRole('textbox', { name: 'SMS' }).fill('{{ job.title }}: done. Thank you!');
  await page.getByRole('button', { name: 'Continue' }).click();

  const forecast = page.getByRole('region', { name: 'Forecast' });
  await expect(forecast).toContainText(/\d+ contacts? fits? its conditions now/);
  await expect(forecast).toContainText(/Going by the last/);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('switch', { name: `${thanks}: on` })).toBeChecked();
  const watching = await page.context().newPage();
  await watching.goto('/runs');
  await expect(watching.getByText('Nothing has run yet')).toBeVisible();

  await main(page).getByRole('link', { name: 'Jobs' }).click();
  await page.getByRole('button', { name: 'New job' }).first().click();
  const form = page.getByRole('dialog', { name: 'New job' });
  await form.getByRole('textbox', { name: 'Title' }).fill('Mend the roof');
  await pick(page, form.getByRole('combobox', { name: 'Client' }), client);
  await form.getByRole('button', { name: 'Add job' }).click();
  const job = page.getByRole('listitem').filter({ hasText: 'Mend the roof' });
  await job.getByRole('button', { name: /^Status of .*New\. Change/ }).click();
  await page.getByRole('menuitem', { name: 'Completed' }).click();

  // Nothing is reloaded: the open list shows the run by itself.
  await expect(runOf(watching, thanks, client)).toContainText('Completed');
  await watching.getByRole('link', { name: thanks }).click();
  const sms = watching.locator('[data-step="sms"]');
  await expect(watching.locator('[data-step]')).toHaveCount(4);
  await expect(watching.locator('[data-status="completed"]')).toHaveCount(4);
  await expect(sms).toContainText('SMS to +351 210 000 000');
  await expect(sms).toContainText('Held');
  await sms.getByRole('button', { name: 'Input' }).click();
  await expect(sms).toContainText('Mend the roof: done. Thank you!');
  await expect(sms.getByRole('button', { name: 'Output' })).toBeVisible();

  await sms.getByRole('link', { name: 'Show' }).click();
  const delivery = watching.getByRole('dialog', { name: 'SMS' });
  await expect(delivery).toContainText('Held');
  await expect(delivery).toContainText('No SMS channel can send yet');
  await page.context().close();
});

test('it says why it did not run, from the contact', async ({ browser }) => {
  const page = await signIn(browser);
  await page.goto(`/contacts/${client.id}`);
  await page.getByRole('tab', { name: 'Automations' }).click();
  await expect(page.getByRole('link', { name: thanks })).toBeVisible();
  await page.goto(`/contacts/${other.id}`);
  await page.getByRole('tab', { name: 'Automations' }).click();
  await expect(page.getByText('No automation has run for this contact yet.')).toBeVisible();
  await page.getByRole('link', { name: 'Why did it not run?' }).click();
  await page.getByRole('button', { name: `Why? ${thanks}` }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Job completed' })).toContainText(
    `nothing of the kind has happened to ${nameOf(other)}`,
  );
  await page.context().close();
});

test('it is tried out on a contact without a trace', async ({ browser }) => {
  const page = await signIn(browser);
  await main(page).getByRole('link', { name: 'Automations' }).click();
  await page.getByRole('link', { name: thanks }).click();
  await page.getByRole('tab', { name: 'Test and start' }).click();
  await pick(page, page.getByRole('combobox', { name: 'Contact' }), client);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  const told = page.getByRole('region', { name: 'What would have happened' });
  await expect(told).toContainText('client@example.com');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page.locator('[data-run]')).toHaveCount(1);
  await page.context().close();
});

test('a run is done again, a waiting one is cancelled', async ({ browser }) => {
  const page = await signIn(browser);
  await page.goto('/runs');
  await page.getByRole('link', { name: thanks }).click();
  const first = page.url();
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
  await expect(page).not.toHaveURL(first);
  await expect(page.getByText('Retry of')).toBeVisible();
  await expect(page.locator('[data-status="completed"]')).toHaveCount(4);

  const review = await ask(page, 'post', '/automation-recipes/job_review_request/use', {
    name: 'Ask later',
  });
  await ask(page, 'post', `/automations/${review.id}/publish`, { activate: true });
  // What happens after the list was read and before its changes are listened to is shown too.
  const happened = Promise.withResolvers<void>();
  await page.routeWebSocket(/socket\.io/, async (socket) => {
    await happened.promise;
    socket.connectToServer();
  });
  await page.goto('/runs');
  await expect(runOf(page, thanks, client)).toHaveCount(2);
  await completeJob(page, client, 'Paint the door');
  await expect
    .poll(() =>
      ask<{ id: string; items: object[] }>(page, 'get', '/runs').then(({ items }) => items),
    )
    .toHaveLength(4);
  happened.resolve();
  await expect(runOf(page, 'Ask later', client)).toContainText('goes on in 3 days');
  await runOf(page, 'Ask later', client).getByRole('link').click();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText('The run was cancelled')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run now' })).toHaveCount(0);
  await expect(page.locator('[data-step="wait"]')).toContainText('Cancelled');
  await page.context().close();
});

test('the switch pauses it, and why says so', async ({ browser }) => {
  const page = await signIn(browser);
  await main(page).getByRole('link', { name: 'Automations' }).click();
  const row = page.getByRole('row').filter({ hasText: thanks });
  await row.getByRole('switch').click({ force: true });
  await expect(row).toContainText('Off');
  await completeJob(page, other, 'Hang the lamp');
  await nav(page).getByRole('link', { name: 'Runs' }).click();
  await expect(runOf(page, 'Ask later', other)).toContainText('Waiting');
  await expect(runOf(page, thanks, other)).toHaveCount(0);
  await nav(page).getByRole('link', { name: 'Why did it not run?' }).click();
  await pick(page, page.getByRole('combobox', { name: 'Contact' }), other);
  await page.getByRole('button', { name: `Why? ${thanks}` }).click();
  await expect(page.getByRole('status').filter({ hasText: 'not switched on' })).toBeVisible();
  await page.context().close();
});
