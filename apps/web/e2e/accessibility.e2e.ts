import { describeWith } from '@sallyport/testing';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPage, type ServedPage } from './support/house';
import { recorded, recordedStream } from './support/recorded';
import { useRecordedApi } from './support/recorded-api';
import { watchedPage } from './support/watched-page';

const question = recorded.suggestions[0] ?? '';
const failure = {
  runId: 'run-1',
  conversationId: 'conversation-1',
  status: 'failed',
  error: { code: 'mcp-unreachable', message: 'What happened.', remedy: 'What helps.' },
} as const;
const text = [
  'The **average** is highest in `Engineering`: [source](https://example.org/x).',
  '```js\npl.scan("employees")\n```',
  '| department | salary |\n| --- | --- |\n| Engineering | 98,412 |',
].join('\n\n');

/** What axe finds that keeps people out, each with the elements it concerns. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ exclude: ['nextjs-portal'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

describeWith('chromium', 'the page, to people who cannot see it or use a mouse', (executablePath) => {
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

  /** Asks the suggested question, and waits for what the recording ends with. */
  async function answered(page: Page): Promise<void> {
    await page.getByTestId('suggestion').first().click();
    await page.getByRole('button', { name: 'Copy answer' }).waitFor();
  }

  const states: [string, Parameters<typeof recordedStream>[0], (page: Page) => Promise<void>][] = [
    ['before a question', { text }, async () => undefined],
    [
      'with an answer, its chart and its code',
      { text, withChart: true, withFinding: true, withFailure: true },
      async (page) => {
        await answered(page);
        await page.getByTestId('chart').locator('svg.marks').waitFor();
        const step = page.locator('[data-tool=run_analysis][data-state=done]');
        await step.getByRole('tab', { name: 'Code' }).click();
        await step.getByTestId('step-code').locator('span[style*="color"]').first().waitFor();
      },
    ],
    [
      'with a table in the answer',
      { text },
      async (page) => {
        await answered(page);
        await page.getByTestId('data-table').first().waitFor();
      },
    ],
    [
      'with a failed run',
      { text: 'Half', end: failure },
      async (page) => {
        await page.getByTestId('suggestion').first().click();
        await page.getByTestId('run-notice').waitFor();
      },
    ],
    [
      'with a question and a title being edited',
      { text },
      async (page) => {
        await answered(page);
        await page.getByRole('button', { name: 'Edit question' }).click();
        const item = page.getByTestId('conversations').getByRole('listitem').first();
        await item.hover();
        await item.getByRole('button', { name: /^Rename/ }).click();
        await page.getByLabel('New title').waitFor();
        await page.getByTestId('question-editor').waitFor();
      },
    ],
    [
      'with the trust panel open',
      { text, withFinding: true },
      async (page) => {
        await answered(page);
        await page.getByTestId('open-trust').click();
        await page.getByTestId('trust-panel').waitFor();
      },
    ],
    [
      'with a dataset open',
      { text },
      async (page) => {
        await page.getByTestId('datasets').getByText('employees').click();
        await page.getByTestId('dataset-preview').getByText('One row per member of staff').waitFor();
      },
    ],
  ];

  it.each(
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      states.map(([state, recording, reach]) => ({ colorScheme, state, recording, reach })),
    ),
  )('keeps nobody out $state ($colorScheme)', async ({ colorScheme, recording, reach }) => {
    const options = { colorScheme, reducedMotion: 'reduce' } as const;
    const { page, close } = await watchedPage(browser, served.address, options);
    await useRecordedApi(page, { '/api/chat': { body: recordedStream(recording) } });
    await page.goto(`${served.address}/`);
    await page.getByRole('button', { name: question }).first().waitFor();
    await reach(page);
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await close();
  });
});
