/** What a person can choose; `system` follows the machine. */
export type ThemeChoice = 'light' | 'dark' | 'system';

/** Where the choice is kept in the browser. */
export const themeStorageKey = 'sallyport-theme';

/** Fired on `window` when the colours of the page have changed. */
export const themeChangedEvent = 'sallyport-theme-changed';

/** Runs before the first paint, so that the page never flashes in the wrong colours. */
export const themeScript = `(() => {
  let choice = null;
  try { choice = localStorage.getItem('${themeStorageKey}'); } catch { choice = null; }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();`;

/** Reads a stored choice; anything unknown is `system`. */
export function readThemeChoice(stored: string | null): ThemeChoice {
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}
