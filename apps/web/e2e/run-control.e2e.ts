import { describeWith } from '@sallyport/testing';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHouse, type House } from './support/house';
import { startSilentModel, type SilentModel } from './support/silent-model';
import { noTrouble, watchedPage } from './support/watched-page';

describeWith('chromium', 'a run that takes long', (executablePath) => {
  let browser: Browser;
  let house: House;
  let model: SilentModel;

  beforeAll(async () => {
    model = await startSilentModel();
    house = await startHouse({
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: 'not-a-key',
      SALLYPORT_MODEL: 'silent',
    });
    browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  });

  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    await model?.stop();
  });

  it('is found again after a reload, and only a stop ends it', async () => {
    const { page, trouble, close } = await watchedPage(browser, house.address);
    await page.goto(`${house.address}/`);
    await page.getByLabel('Your question').fill('What is the average salary per department?');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/c\/[\w-]+$/);
    await page.getByTestId('working').waitFor();

    // The client goes away; the run does not.
    await page.reload();
    await page.getByTestId('question').waitFor();
    await page.getByTestId('working').waitFor();

    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByTestId('run-notice').getByText('You stopped this answer').waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();

    await page.reload();
    await page.getByTestId('run-notice').getByText('You stopped this answer').waitFor();
    expect(trouble).toEqual(noTrouble);
    await close();
  });
});
