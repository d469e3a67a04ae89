'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from '@/client/use-theme';
import type { ThemeChoice } from '@/lib/theme';

const choices: { choice: ThemeChoice; label: string; Icon: typeof Sun }[] = [
  { choice: 'light', label: 'Light theme', Icon: Sun },
  { choice: 'dark', label: 'Dark theme', Icon: Moon },
  { choice: 'system', label: 'Theme of this machine', Icon: Monitor },
];

/** Light, dark, or as the machine is. */
export function ThemeToggle() {
  const { choice: current, choose } = useTheme();
  return (
    <fieldset aria-label="Theme" className="border-line flex rounded-lg border p-0.5">
      {choices.map(({ choice, label, Icon }) => (
        <button
          key={choice}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={choice === current}
          onClick={() => choose(choice)}
          className="text-muted hover:text-ink aria-pressed:bg-line/70 aria-pressed:text-ink grid size-6 place-items-center rounded-md transition-colors"
        >
          <Icon className="size-3.5" aria-hidden="true" />
        </button>
      ))}
    </fieldset>
  );
}
