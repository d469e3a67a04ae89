import { Menu, ShieldCheck } from 'lucide-react';
import { IconButton } from '../ui/icon-button';

interface TopBarProps {
  title: string;
  findings: number;
  onMenu: () => void;
  onTrust: () => void;
}

/** The narrow bar above the thread: the menu on small screens, the title, the way to the trust panel. */
export function TopBar({ title, findings, onMenu, onTrust }: TopBarProps) {
  return (
    <header className="border-line flex h-12 shrink-0 items-center gap-2 border-b px-3 sm:px-4">
      <IconButton label="Open the menu" className="lg:hidden" onClick={onMenu}>
        <Menu className="size-4.5" />
      </IconButton>
      <h1 className="min-w-0 flex-1 truncate text-sm font-medium" data-testid="title">
        {title}
      </h1>
      <button type="button" onClick={onTrust} className="tool-button" data-testid="open-trust">
        <ShieldCheck className={`size-4 ${findings > 0 ? 'text-warn' : 'text-accent'}`} aria-hidden="true" />
        <span>Trust</span>
        {findings > 0 && (
          <span className="bg-warn-soft text-warn rounded-full px-1.5 font-medium tabular-nums">
            {findings}
          </span>
        )}
      </button>
    </header>
  );
}
