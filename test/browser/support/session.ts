import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import pg from 'pg';

const root = join(import.meta.dirname, '../../..');

export function setting(name: 'SWITCHYARD_URL' | 'SWITCHYARD_PASSWORD' | 'SWITCHYARD_TEST_DATA') {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the global setup did not run`);
  return value;
}

/** A browser of its own, signed in as the demo's owner, on the board. */
export async function signIn(
  browser: Browser,
  options: { colorScheme?: 'light' | 'dark'; viewport?: { width: number; height: number } } = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: setting('SWITCHYARD_URL'), ...options });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('E-mail').fill('owner@switchyard.test');
  await page.getByRole('textbox', { name: 'Password' }).fill(setting('SWITCHYARD_PASSWORD'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Board' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  return page;
}

/** One statement as somebody with psql, past our program. */
export async function psql<T extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const connectionString = execFileSync(process.execPath, ['src/main.ts', 'database-url'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, SWITCHYARD_DATA: setting('SWITCHYARD_TEST_DATA') },
  }).trim();
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

type SandboxList = { pages: { id: string; instagram: boolean }[] };

/** A customer writes through the sandbox, as with the button under Integrations. */
export async function customerWrites(page: Page, name: string, text: string): Promise<void> {
  const list = await page.request.get('/api/v1/sandbox');
  const { pages }: SandboxList = await list.json();
  const data = { pageId: pages[0]?.id, platform: 'messenger', name, text };
  const headers = { origin: setting('SWITCHYARD_URL') };
  const answer = await page.request.post('/api/v1/sandbox/customer-writes', { data, headers });
  expect(answer.status()).toBe(202);
}
