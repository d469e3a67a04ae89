'use client';

import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { readThemeChoice, themeChangedEvent, themeStorageKey, type ThemeChoice } from '@/lib/theme';

/** The chosen theme, and how to choose another. */
export function useTheme(): { choice: ThemeChoice; choose: (choice: ThemeChoice) => void } {
  const choice = useSyncExternalStore(subscribe, storedChoice, () => 'system' as const);

  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => applyTheme(storedChoice());
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);

  const choose = useCallback((next: ThemeChoice) => {
    if (next === 'system') localStorage.removeItem(themeStorageKey);
    else localStorage.setItem(themeStorageKey, next);
    applyTheme(next);
  }, []);
  return { choice, choose };
}

/** Which colours the page shows now. */
export function useShownTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, shownTheme, () => 'light' as const);
}

function shownTheme(): 'light' | 'dark' {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

function storedChoice(): ThemeChoice {
  return readThemeChoice(localStorage.getItem(themeStorageKey));
}

function applyTheme(choice: ThemeChoice): void {
  const dark =
    choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  window.dispatchEvent(new Event(themeChangedEvent));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(themeChangedEvent, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(themeChangedEvent, onChange);
    window.removeEventListener('storage', onChange);
  };
}
