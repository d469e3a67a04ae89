'use client';

import { usePathname } from 'next/navigation';
import { useCallback } from 'react';

/** The conversation that the address names, and how to go to another without leaving the page. */
export function useNavigation() {
  const pathname = usePathname();
  const match = /^\/c\/([^/]+)$/.exec(pathname);
  const conversationId = match?.[1];
  const goTo = useCallback((id: string | undefined, replace = false) => {
    const path = conversationPath(id);
    if (path === window.location.pathname) return;
    if (replace) window.history.replaceState(null, '', path);
    else window.history.pushState(null, '', path);
  }, []);
  return { conversationId, goTo };
}

/** The address of a conversation; of a new one without an id. */
export function conversationPath(id: string | undefined): string {
  return id === undefined ? '/' : `/c/${id}`;
}
