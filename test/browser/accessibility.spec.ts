import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { setting, signIn } from './support/session.ts';

const screens = [
  '/board',
  '/contacts',
  '/review',
  '/integrations',
  '/automations',
  '/recipes',
  '/recipes/job_completed_thanks',
  '/runs',
  '/deliveries',
  '/why',
  '/tasks',
  '/appointments',
  '/jobs',
  '/tags',
  '/pipelines',
  '/team',
  '/audit',
];
const phone = { width: 390, height: 844 };

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has serious findings in ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const page = await signIn(browser, { colorScheme });
    for (const screen of screens) {
      await page.goto(screen);
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      );
      const found = serious.map(({ id, nodes }) => `${screen} ${id}: ${nodes[0]?.html}`);
      expect(found).toEqual([]);
    }
    await page.context().close();
  });
}

test('sign-in has no serious findings', async ({ page }) => {
  await page.goto(setting('SWITCHYARD_URL'));
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
    [],
  );
});

test('screens fit a phone: nothing but the board scrolls sideways', async ({ browser }) => {
  const page = await signIn(browser, { viewport: phone });
  for (const screen of screens) {
    await page.goto(screen);
    await expect(page.getByRole('main')).toBeVisible();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width, screen).toBeLessThanOrEqual(phone.width);
  }
  await page.context().close();
});
