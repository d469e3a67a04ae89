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
    <div role="group" aria-label="Theme" className="flex rounded-lg border border-line p-0.5">
      {choices.map(({ choice, label, Icon }) => (
        <button
          key={choice}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={choice === current}
          onClick={() => choose(choice)}
          className="grid size-6 place-items-center rounded-md text-muted transition-colors hover:text-ink aria-pressed:bg-line/70 aria-pressed:text-ink"
        >
          <Icon className="size-3.5" aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}
