'use client';

import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { IconButton } from './icon-button';
import { ScrollRegion } from './scroll-region';

interface DrawerProps {
  open: boolean;
  onClose: () => void;
  side: 'left' | 'right';
  title: string;
  /** Tailwind width classes. */
  width?: string;
  children: ReactNode;
}

/** A modal sheet at one side: the browser's own dialog, so focus, Escape and the background are its business. */
export function Drawer({ open, onClose, side, title, width = 'w-[min(30rem,92vw)]', children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);

  useEffect(() => {
    const element = dialog.current;
    // A press on the backdrop is a press on the dialog itself, outside its content. Escape closes it natively.
    const pressed = (event: MouseEvent) => {
      if (event.target === element) element?.close();
    };
    element?.addEventListener('click', pressed);
    return () => element?.removeEventListener('click', pressed);
  }, []);

  return (
    <dialog
      ref={dialog}
      data-side={side}
      aria-label={title}
      // A close that the page itself asked for is no news to it.
      onClose={open ? onClose : undefined}
      className={`drawer bg-paper text-ink shadow-card ${width}`}
    >
      {open && (
        <div className="flex h-full flex-col">
          <header className="border-line flex items-center justify-between gap-3 border-b px-5 py-3">
            <h2 className="truncate text-sm font-semibold">{title}</h2>
            <IconButton label="Close" onClick={() => dialog.current?.close()}>
              <X className="size-4" />
            </IconButton>
          </header>
          <ScrollRegion label={title} className="min-h-0 flex-1">
            {children}
          </ScrollRegion>
        </div>
      )}
    </dialog>
  );
}
