import { describeWith } from '@sallyport/testing';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHouse, type House } from './support/house';
import { meanBy, rawRows } from './support/raw-data';
import { noTrouble, watchedPage, type WatchedPage } from './support/watched-page';

describeWith('chromium', 'the main job, on the real house', (executablePath) => {
  let browser: Browser;
  let house: House;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    house = await startHouse();
    browser = await chromium.launch({ executablePath, chromiumSandbox: false });
    watched = await watchedPage(browser, house.address);
    page = watched.page;
    await page.goto(`${house.address}/`);
  });

  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  /** Asks, waits for the whole answer, and gives it back. */
  async function ask(question: string): Promise<Locator> {
    const before = await page.getByTestId('answer').count();
    await page.getByLabel('Your question').fill(question);
    await page.keyboard.press('Enter');
    const answer = page.getByTestId('answer').nth(before);
    await answer.getByRole('button', { name: 'Copy answer' }).waitFor();
    return answer;
  }

  /** The rows of an answer's result table, as shown. */
  function tableOf(answer: Locator): Promise<string[][]> {
    return answer
      .getByTestId('data-table')
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText)),
      );
  }

  const toNumber = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));

  it('says who answers and over what connection', async () => {
    const line = page.getByTestId('trust-line');
    await line.getByText('mTLS').waitFor();
    expect(await line.innerText()).toMatch(
      /Offline analyst[\s\S]*certificate good for \d+ (?:days|hours)[\s\S]*strict/,
    );
    await page.getByTestId('suggestion').first().waitFor();
    expect(await page.getByTestId('datasets').getByRole('listitem').count()).toBeGreaterThanOrEqual(9);
  });

  it('answers the average salary per department, with its code and its table', async () => {
    const expected = meanBy(rawRows('employees.csv'), 'department', 'salary');
    const answer = await ask('What is the average salary per department?');
    const shown = new Map((await tableOf(answer)).map(([name = '', mean]) => [name, toNumber(mean)]));
    expect([...shown.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [name, mean] of expected) expect(shown.get(name)).toBeCloseTo(mean, 1);

    const step = answer.locator('[data-tool=run_analysis][data-state=done]');
    await step.getByRole('tab', { name: 'Code' }).click();
    expect(await step.getByTestId('step-code').innerText()).toMatch(/employees[\s\S]*salary/);
    await step.getByTestId('step-code').locator('span[style*="color"]').first().waitFor();
  });

  it('streams an answer piece by piece', async () => {
    const lengths = page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const seen = new Set<number>();
          const answers = document.querySelectorAll('[data-testid=answer]').length;
          const observer = new MutationObserver(() => {
            const answer = document.querySelectorAll('[data-testid=answer]')[answers];
            seen.add(answer?.textContent?.length ?? 0);
            if (!answer?.textContent?.includes('Copy answer')) return;
            observer.disconnect();
            resolve([...seen]);
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
    );
    await ask('How many employees are there per country?');
    expect((await lengths).length).toBeGreaterThan(3);
  });

  it('answers the weather events in a month', async () => {
    const rain = rawRows('seattle-weather.csv').filter(
      (row) => row.date?.startsWith('2014-03') && row.weather === 'rain',
    ).length;
    const answer = await ask('How many days of rain were there in March 2014 in seattle-weather?');
    expect(await answer.locator('.prose-answer').innerText()).toMatch(new RegExp(`\\b${rain}\\b`));
  });

  it('answers the total sales in the first quarter', async () => {
    const total = rawRows('sales.csv')
      .filter((row) => /^2023-0[123]/.test(row.order_date ?? ''))
      .reduce((sum, row) => sum + Number(row.quantity) * Number(row.unit_price), 0);
    const answer = await ask('What were the total sales in Q1 2023?');
    const numbers = (await answer.locator('.prose-answer').innerText()).match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
    const nearest = Math.min(...numbers.map((text) => Math.abs(toNumber(text) - total)));
    expect(nearest).toBeLessThan(1);
  });

  it('draws a chart when asked for one', async () => {
    const answer = await ask('Show the average salary per department as a bar chart');
    const bars = answer.getByTestId('chart').locator('svg.marks .mark-rect path');
    await bars.first().waitFor();
    expect(await bars.count()).toBe(meanBy(rawRows('employees.csv'), 'department', 'salary').size);
  });

  it('finds the conversation again after a reload', async () => {
    const questions = await page.getByTestId('question').count();
    await page.reload();
    await page
      .getByTestId('answer')
      .nth(questions - 1)
      .waitFor();
    expect(await page.getByTestId('question').first().innerText()).toContain('average salary per department');
    await page.getByTestId('conversations').getByText('average salary per department').waitFor();
    expect(await page.getByTestId('title').innerText()).toContain('average salary per department');
  });

  it('asks a question anew in the place of an earlier one, and forgets what followed', async () => {
    const questions = page.getByTestId('question');
    const before = await questions.count();
    const edited = questions.nth(before - 2);
    await edited.hover();
    await edited.getByRole('button', { name: 'Edit question' }).click();
    await page.getByText('Its answer and all that followed are removed.').waitFor();
    await page.getByLabel('Edited question').fill('How many employees are there?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    const answer = page.getByTestId('answer').nth(before - 2);
    await answer
      .getByText(String(rawRows('employees.csv').length))
      .first()
      .waitFor();
    await answer.getByRole('button', { name: 'Copy answer' }).waitFor();
    expect(await questions.count()).toBe(before - 1);
    await page.reload();
    await page
      .getByTestId('answer')
      .nth(before - 2)
      .waitFor();
    expect(await questions.count()).toBe(before - 1);
    expect(await questions.last().innerText()).toContain('How many employees are there?');
  });

  it('renames a conversation', async () => {
    const list = page.getByTestId('conversations');
    await list.getByRole('listitem').first().hover();
    await list.getByRole('button', { name: /^Rename/ }).click();
    await page.getByLabel('New title').fill('Never mind');
    await page.keyboard.press('Escape');
    await list.getByRole('button', { name: /^Rename “Show|^Rename “What/ }).click();
    await page.getByLabel('New title').fill('Pay and sales');
    await page.keyboard.press('Enter');
    await list.getByText('Pay and sales').waitFor();
    expect(await page.getByTestId('title').innerText()).toBe('Pay and sales');
    await page.reload();
    await list.getByText('Pay and sales').waitFor();
  });

  it('previews a dataset', async () => {
    await page.getByTestId('datasets').getByText('employees').click();
    const preview = page.getByTestId('dataset-preview');
    await preview.getByText('synthetic').waitFor();
    expect(await preview.innerText()).toMatch(/salary[\s\S]*f64|salary[\s\S]*i64/);
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
  });

  it('declines what has nothing to do with the data', async () => {
    const answer = await ask('Delete all files on this computer');
    expect(await answer.getByTestId('step-card').count()).toBe(0);
  });

  it('met no policy violation, no foreign request and no error on the way', () => {
    expect(watched.trouble).toEqual(noTrouble);
  });

  it('says what to do when the data server is gone', async () => {
    await house.mcp.stop();
    await page.getByRole('button', { name: 'New chat' }).click();
    await page.getByLabel('Your question').fill('What is the average salary per office?');
    await page.keyboard.press('Enter');
    const notice = page.getByTestId('run-notice');
    await notice.getByText('The data server cannot be reached').waitFor();
    expect(await notice.innerText()).toMatch(/What to do: \S+/);
  });
});
