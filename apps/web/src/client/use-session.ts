'use client';

import { useCallback, useState } from 'react';
import type { useNavigation } from './use-navigation';

/** The conversation that is shown. */
interface Session {
  /** Stays the same while a new conversation gets its id, so that its pane is not built anew. */
  key: string;
  id: string | undefined;
  /** Whether it has to be fetched from the server first. */
  stored: boolean;
}

/** Keeps the shown conversation and the address in step. */
export function useSession({ conversationId, goTo }: ReturnType<typeof useNavigation>) {
  const [session, setSession] = useState<Session>(() => sessionOf(conversationId, 0));
  const [version, setVersion] = useState(1);

  // The address changed by itself (back, forward): follow it.
  const [seen, setSeen] = useState(conversationId);
  if (conversationId !== seen) {
    setSeen(conversationId);
    if (conversationId !== session.id) {
      setSession(sessionOf(conversationId, version));
      setVersion(version + 1);
    }
  }

  const open = useCallback(
    (id: string | undefined) => {
      setSession(sessionOf(id, version));
      setVersion(version + 1);
      goTo(id);
    },
    [goTo, version],
  );
  const adopt = useCallback(
    (id: string) => {
      setSession((current) => ({ ...current, id }));
      goTo(id);
    },
    [goTo],
  );
  return { ...session, open, adopt };
}

function sessionOf(id: string | undefined, version: number): Session {
  return { key: `${id ?? 'new'}-${version}`, id, stored: id !== undefined };
}
