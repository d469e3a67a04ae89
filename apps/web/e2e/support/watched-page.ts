import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** What must not happen while the page is used. */
export interface Trouble {
  /** Errors on the console and uncaught ones. */
  errors: string[];
  violations: string[];
  foreignRequests: string[];
}

/** A page in a context of its own whose missteps are written down. */
export interface WatchedPage {
  page: Page;
  trouble: Trouble;
  close: () => Promise<void>;
}

/** Opens an empty page and watches it: console errors, policy violations, requests to other origins. */
export async function watchedPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  const trouble: Trouble = { errors: [], violations: [], foreignRequests: [] };
  await page.exposeFunction('noteViolation', (text: string) => trouble.violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (window as unknown as { noteViolation: (text: string) => void }).noteViolation;
      note(`${event.violatedDirective}: ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.errors.push(message.text());
  });
  page.on('pageerror', (error) => trouble.errors.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const local = url.protocol === 'data:' || url.protocol === 'blob:' || url.origin === address;
    if (!local) trouble.foreignRequests.push(request.url());
  });
  return { page, trouble, close: () => context.close() };
}

/** What {@link Trouble} has to be equal to. */
export const noTrouble: Trouble = { errors: [], violations: [], foreignRequests: [] };
