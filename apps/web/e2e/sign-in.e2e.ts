import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { describeWith } from '@sallyport/testing';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPage, type ServedPage } from './support/house';

const password = 'the-password-of-this-test';
const webFolder = fileURLToPath(new URL('..', import.meta.url));

let page: ServedPage;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'sallyport-sign-in-'));
  page = await startPage({ SALLYPORT_PASSWORD: password, SALLYPORT_HOME: home });
});

afterAll(async () => {
  await page.stop();
  rmSync(home, { recursive: true, force: true });
});

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${page.address}${path}`, { redirect: 'manual', ...init });
}

function attempt(given: string, headers: Record<string, string> = {}): Promise<Response> {
  return ask('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: page.address, ...headers },
    body: JSON.stringify({ password: given }),
  });
}

describe('a page with a password', () => {
  it('shows nothing to who is not signed in', async () => {
    expect((await ask('/api/health')).status).toBe(200);
    for (const path of ['/', '/c/1']) {
      const shown = await (await ask(path)).text();
      expect(shown).toContain('type="password"');
      expect(shown).not.toContain('New chat');
    }
    for (const path of ['/api/conversations', '/api/status', '/api/datasets', '/api/chat/1/stream']) {
      expect({ path, status: (await ask(path)).status }).toEqual({ path, status: 401 });
    }
    const forged = await ask('/api/status', { headers: { cookie: `sallyport=${'A'.repeat(43)}` } });
    expect(forged.status).toBe(401);
  });

  it('takes a sign-in from its own page alone', async () => {
    expect((await attempt(password, { origin: 'https://example.org' })).status).toBe(403);
    const entered = await attempt(password);
    expect(entered.status).toBe(200);
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await attempt('another password')).status).toBe(401);
  });

  it('does not start where others reach it and no password is set', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [createRequire(import.meta.url).resolve('next/dist/bin/next'), 'start', '-H', '0.0.0.0', '-p', '0'],
      {
        cwd: webFolder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
        timeout: 60_000,
      },
    );
    expect(stderr).toMatch(/does not start[\s\S]*SALLYPORT_PASSWORD/);
    expect(status).toBe(1);
  });
});

describeWith('chromium', 'the sign-in page in a browser', (executablePath) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  it('says what is wrong, lets in with the password, and out again', async () => {
    const tab = await browser.newPage();
    await tab.goto(page.address);
    await tab.getByLabel('Password').fill('not the password');
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByRole('alert').getByText('That is not the password.').waitFor();
    await tab.getByLabel('Password').fill(password);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByText('New chat').first().waitFor();
    await tab.goto(`${page.address}/sign-in`);
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByLabel('Password').waitFor();
    expect((await ask('/api/status')).status).toBe(401);
    await tab.close();
  });
});
