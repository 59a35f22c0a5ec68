import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';
import chromium from '@sparticuz/chromium';

/** A system Chromium when there is one, else the one that comes as a package. */
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const executablePath = system ?? (await chromium.executablePath());
// The machine may have no network: Chromium's own calls home would only slow it down.
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
// In one process a closed page takes the browser with it.
const packaged = chromium.args.filter((arg) => arg !== '--single-process');
const args = system ? ['--no-sandbox', '--disable-gpu', ...quiet] : [...packaged, ...quiet];

export default defineConfig({
  testDir: 'test/browser',
  // One running Switchyard for all; tests of one file build on each other's state.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  globalSetup: './test/browser/support/start-switchyard.ts',
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath, args },
    trace: 'retain-on-failure',
  },
});
