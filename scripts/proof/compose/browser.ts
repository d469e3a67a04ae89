import { chromium, type Page } from 'playwright-core';
import { findProgram } from '@sallyport/testing';

/** Signs in and asks a question in Chromium; gives what the page answered. */
export async function askInBrowser(address: string, password: string): Promise<string> {
  const executablePath = findProgram('chromium');
  if (executablePath === undefined) throw new Error('chromium is not installed');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    // The authority is the stack's own; the browser of a person is given its certificate.
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(address);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await write(page, 'What is the average horsepower per origin in cars?');
    await page.keyboard.press('Enter');
    const table = page.getByRole('table').first();
    await table.waitFor({ timeout: 180_000 });
    const text = (await table.innerText()).replaceAll(/\s+/g, ' ').trim();
    if (!/Japan/.test(text)) throw new Error(`the answer has no Japan: ${text.slice(0, 200)}`);
    const [cookie] = await context.cookies();
    if (!cookie?.secure || !cookie.httpOnly) throw new Error('the session cookie is not locked');
    return `answered: ${text.slice(0, 100)}`;
  } finally {
    await browser.close();
  }
}

/** Writes a question. What is written before the page's code runs is not taken, so that it is written again. */
async function write(page: Page, question: string): Promise<void> {
  const send = page.locator('button[aria-label="Send"]:enabled');
  for (let attempt = 1; ; attempt += 1) {
    await page.getByLabel('Your question').fill(question);
    try {
      return await send.waitFor({ timeout: 2_000 });
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}
