'use client';

import type { ReactNode } from 'react';

interface ScrollRegionProps {
  label: string;
  className?: string;
  children: ReactNode;
}

/** Content that scrolls by itself, with a name and reachable by keyboard (WCAG 2.1.1). */
export function ScrollRegion({ label, className = '', children }: ScrollRegionProps) {
  return (
    <section ref={makeReachable} aria-label={label} className={`overflow-auto ${className}`}>
      {children}
    </section>
  );
}

function makeReachable(element: HTMLElement | null): void {
  if (element) element.tabIndex = 0;
}
