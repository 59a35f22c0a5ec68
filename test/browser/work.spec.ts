import { expect, type Page, test } from '@playwright/test';
import { joinAs } from './support/member.ts';
import { psql, signIn } from './support/session.ts';

test.describe.configure({ mode: 'serial' });

/** Robin owns the demo workspace, Bo was invited. */
let robin: Page;
let bo: Page;
let contactId: string;
let contactName: string;

const dialog = (page: Page) => page.getByRole('dialog');
const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const property = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Properties' }).getByRole('button', { name });
const titles = (page: Page, list: string) =>
  page.getByRole('list', { name: list }).getByRole('listitem').getByRole('button', {
    name: /^Work/,
  });

async function pick(page: Page, label: string, typed: string, option = typed): Promise<void> {
  const field = dialog(page).getByRole('combobox', { name: label });
  await field.click();
  await field.fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

async function filterBy(page: Page, chip: string, choice: string): Promise<void> {
  await page.getByRole('search', { name: 'Filters' }).getByRole('button', { name: chip }).click();
  await page.getByRole('menuitem', { name: choice }).click();
}

async function setStatus(page: Page, title: string, status: string): Promise<void> {
  await row(page, title)
    .getByRole('button', { name: /^Status of/ })
    .click();
  await page.getByRole('menuitem', { name: status }).click();
}

test.beforeAll(async ({ browser }) => {
  robin = await signIn(browser);
  bo = await joinAs(browser, robin, {
    name: 'Bo Lind',
    email: 'bo.lind@switchyard.test',
    role: 'agent',
  });
  const [contact] = await psql<{ id: string; name: string }>(
    `select id, trim(first_name || ' ' || last_name) as name from contacts
     where length(first_name) > 3 and last_name <> '' order by id limit 1`,
  );
  contactId = contact?.id ?? '';
  contactName = contact?.name ?? '';
});

test.afterAll(async () => {
  for (const page of [robin, bo]) await page?.context().close();
});

test('a field, a tag and a note on a contact are seen by a colleague at once', async () => {
  await robin.goto('/tags');
  await robin.getByRole('button', { name: 'New field' }).click();
  await dialog(robin).getByLabel('Name').fill('Yearly budget');
  await expect(dialog(robin).getByLabel('Key')).toHaveValue('yearlyBudget');
  await dialog(robin).getByRole('combobox', { name: 'Type' }).click();
  await robin.getByRole('option', { name: 'Number' }).click();
  await dialog(robin).getByRole('button', { name: 'Add field' }).click();
  await expect(robin.getByText('yearlyBudget')).toBeVisible();
  await robin.getByRole('button', { name: 'New tag' }).click();
  await dialog(robin).getByLabel('Name').fill('trade fair');
  await dialog(robin).getByRole('button', { name: 'Add tag' }).dblclick();
  await expect(row(robin, 'trade fair')).toHaveCount(1);

  for (const page of [robin, bo]) await page.goto(`/contacts/${contactId}`);
  await property(robin, 'Add a number').click();
  await robin.getByLabel('Yearly budget').fill('a lot');
  await robin.keyboard.press('Enter');
  await expect(robin.getByText('takes a number')).toBeVisible();
  await expect(robin.getByLabel('Yearly budget')).toHaveValue('a lot');
  await robin.getByLabel('Yearly budget').fill('12500.5');
  await robin.keyboard.press('Enter');
  for (const page of [robin, bo]) {
    await expect(property(page, 'Yearly budget: 12,500.5')).toBeVisible();
  }

  await robin.getByRole('button', { name: 'Add tag' }).click();
  await robin.getByPlaceholder('Find or create a tag').fill('trade');
  await robin.getByRole('option', { name: 'trade fair' }).click();
  await expect(bo.getByRole('button', { name: 'Remove the tag trade fair' })).toBeVisible();

  for (const page of [robin, bo]) await page.getByRole('tab', { name: 'Notes' }).click();
  await robin.getByLabel('New note').fill('Prefers to be called after five.');
  await robin.getByRole('button', { name: 'Add note' }).dblclick();
  await expect(row(bo, 'Prefers to be called after five.')).toBeVisible();
  await expect(row(robin, 'Prefers to be called after five.')).toHaveCount(1);
});

test('a task given to a colleague rings their bell and opens from there', async () => {
  for (const page of [robin, bo]) await page.goto('/tasks');
  await robin.getByRole('button', { name: 'New task' }).click();
  await dialog(robin).getByRole('button', { name: 'Add task' }).click();
  await expect(dialog(robin).getByText('Say what is to be done.')).toBeVisible();
  await dialog(robin).getByLabel('Title').fill('Work: send the price list');
  await dialog(robin).getByLabel('Due: day').fill('9999-12-31');
  await dialog(robin).getByText('Urgent').click();
  await pick(robin, 'Assignee', 'Bo', 'Bo Lind');
  await pick(robin, 'Contact', contactName);
  await dialog(robin).getByRole('button', { name: 'Add task' }).click();
  // The server says no beside the field, and everything else stays as it was typed.
  await expect(dialog(robin).getByText('must be in the years 1 to 9998')).toBeVisible();
  await expect(dialog(robin).getByLabel('Title')).toHaveValue('Work: send the price list');
  await dialog(robin).getByRole('button', { name: 'Tomorrow' }).click();
  await dialog(robin).getByRole('button', { name: 'Add task' }).dblclick();
  await expect(dialog(robin)).toHaveCount(0);

  await expect(row(bo, 'Work: send the price list')).toHaveCount(1);
  await expect(row(bo, 'Work: send the price list')).toContainText('Tomorrow 17:00');
  await expect(row(bo, 'Work: send the price list')).toContainText('Urgent');
  await bo.getByRole('button', { name: 'Notifications, 1 not read' }).click();
  await bo.getByRole('button', { name: /^A task for you: Work: send the price list/ }).click();
  await expect(dialog(bo).getByLabel('Title')).toHaveValue('Work: send the price list');
  await expect(bo.getByRole('button', { name: 'Notifications', exact: true })).toHaveCount(1);
});

test('what somebody else changed is neither lost nor overwritten unseen', async () => {
  await robin.getByRole('button', { name: 'Work: send the price list', exact: true }).click();
  const [mine, theirs] = [dialog(robin), dialog(bo)];
  await mine.getByLabel('Description').fill('The new one.');
  await theirs.getByLabel('Title').fill('Work: send the price list today');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(theirs).toHaveCount(0);
  await expect(mine.getByRole('textbox', { name: 'Title' })).toHaveValue(
    'Work: send the price list today',
  );
  await expect(mine.getByLabel('Description')).toHaveValue('The new one.');

  await mine.getByRole('textbox', { name: 'Title' }).fill('Work: mine');
  await setStatusAndTitle(bo, 'Work: theirs');
  await expect(mine.getByText('Title changed meanwhile')).toBeVisible();
  await expect(mine.getByRole('textbox', { name: 'Title' })).toHaveValue('Work: mine');
  await mine.getByRole('button', { name: 'Use theirs' }).click();
  await mine.getByRole('button', { name: 'Save' }).click();
  await expect(mine).toHaveCount(0);
  const [stored] = await psql<object>(
    `select title, description, status, priority from tasks where contact_id = $1`,
    [contactId],
  );
  expect(stored).toEqual({
    title: 'Work: theirs',
    description: 'The new one.',
    status: 'in_progress',
    priority: 'urgent',
  });
});

async function setStatusAndTitle(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Work: send the price list today', exact: true }).click();
  await dialog(page).getByLabel('Title').fill(title);
  await dialog(page).getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'In progress' }).click();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test('tasks are filtered, sorted and searched', async () => {
  await psql(
    `insert into tasks (workspace_id, title, priority, due_at, status)
     select workspace_id, t.title, t.priority, now() + t.days * interval '1 day', t.status
     from contacts, (values ('Work: 50% off_sign', 'low', 9, 'open'),
       ('Work: late', 'normal', -1, 'open'), ('Work: done', 'high', 2, 'completed'))
       as t (title, priority, days, status)
     where id = $1`,
    [contactId],
  );
  await robin.goto('/tasks?q=Work:');
  await expect(titles(robin, 'Tasks')).toHaveText([
    'Work: late',
    'Work: theirs',
    'Work: 50% off_sign',
  ]);
  await filterBy(robin, 'Sort', 'Priority');
  await expect(titles(robin, 'Tasks')).toHaveText([
    'Work: theirs',
    'Work: late',
    'Work: 50% off_sign',
  ]);
  await filterBy(robin, 'Status', 'Completed');
  await expect(titles(robin, 'Tasks')).toHaveText(['Work: done']);
  await filterBy(robin, 'Status', 'All');
  await robin.getByRole('button', { name: 'Overdue' }).click();
  await expect(titles(robin, 'Tasks')).toHaveText(['Work: late']);
  await robin.getByRole('button', { name: 'Clear', exact: true }).click();
  await robin.getByRole('searchbox', { name: 'Find tasks' }).fill('50% off_');
  await expect(titles(robin, 'Tasks')).toHaveText(['Work: 50% off_sign']);
  await expect(robin).toHaveURL(/q=50/);
  await robin.getByRole('searchbox', { name: 'Find tasks' }).fill('nothing like that');
  await expect(robin.getByText('No task fits')).toBeVisible();
});

test('an appointment is made, missed and given another time, live for both', async () => {
  for (const page of [robin, bo]) await page.goto('/appointments');
  await robin.getByRole('button', { name: 'New appointment' }).first().click();
  await dialog(robin).getByLabel('Title').fill('Work: viewing');
  await pick(robin, 'Contact', contactName);
  await dialog(robin).getByLabel('Starts: day').fill('2030-03-04');
  await dialog(robin).getByLabel('Starts: time').fill('10:30');
  await pick(robin, 'Time zone', 'Asia/Tokyo');
  await dialog(robin).getByRole('button', { name: 'Make appointment' }).dblclick();
  await expect(dialog(robin)).toHaveCount(0);
  await expect(row(bo, 'Work: viewing')).toHaveCount(1);
  await expect(row(bo, 'Work: viewing')).toContainText('10:30 in Tokyo');

  await setStatus(robin, 'Work: viewing', 'No-show');
  await expect(row(bo, 'Work: viewing')).toContainText('No-show');
  await row(bo, 'Work: viewing').getByRole('button', { name: 'Reschedule Work: viewing' }).click();
  await dialog(bo).getByRole('button', { name: 'A day later' }).click();
  await dialog(bo).getByRole('button', { name: 'Reschedule' }).click();
  await expect(dialog(bo)).toHaveCount(0);
  await expect(row(robin, 'Work: viewing')).toContainText('Scheduled');
  const [stored] = await psql<object>(
    `select starts_at at time zone 'Asia/Tokyo' = '2030-03-05 10:30' as moved, reschedules, status
     from appointments where title = 'Work: viewing'`,
  );
  expect(stored).toEqual({ moved: true, reschedules: 1, status: 'scheduled' });
});

test('a job with client, address and amount changes status from the list, live for both', async () => {
  for (const page of [robin, bo]) await page.goto('/jobs');
  await robin.getByRole('button', { name: 'New job' }).first().click();
  await dialog(robin).getByLabel('Title').fill('Work: repair the boiler');
  await pick(robin, 'Client', contactName);
  await dialog(robin).getByLabel('Starts: day').fill('2030-03-05');
  await dialog(robin).getByLabel('Ends: day').fill('2030-03-04');
  await dialog(robin).getByRole('button', { name: 'Add job' }).click();
  await expect(dialog(robin).getByText('Ends before it starts.')).toBeVisible();
  await dialog(robin).getByLabel('Ends: day').fill('2030-03-05');
  await dialog(robin).getByLabel('Address').fill('221B Baker Street');
  await dialog(robin).getByRole('textbox', { name: 'Amount' }).fill('1249.9');
  await pick(robin, 'Currency', 'EUR');
  await dialog(robin).getByRole('button', { name: 'Add job' }).dblclick();
  await expect(dialog(robin)).toHaveCount(0);

  const theirs = row(bo, 'Work: repair the boiler');
  await expect(theirs).toHaveCount(1);
  for (const text of [contactName, '221B Baker Street', '€1,249.90', 'Scheduled']) {
    await expect(theirs).toContainText(text);
  }
  await setStatus(robin, 'Work: repair the boiler', 'Completed');
  await expect(theirs).toContainText('Completed');
  await psql(`update jobs set status = 'on_hold' where title = 'Work: repair the boiler'`);
  for (const page of [robin, bo]) {
    await expect(row(page, 'Work: repair the boiler')).toContainText('On hold');
  }
  await filterBy(bo, 'Status', 'On hold');
  await expect(theirs).toHaveCount(1);
  await filterBy(bo, 'Status: On hold', 'Cancelled');
  await expect(bo.getByText('No job fits')).toBeVisible();
});
