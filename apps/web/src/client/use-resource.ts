'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { toErrorBody, type ErrorBody } from '@/lib/api-error';
import { requestJson } from './request-json';

/** What a component knows of something the server holds. */
export interface Resource<T> {
  data: T | undefined;
  error: ErrorBody | undefined;
  refresh: () => void;
}

/** Fetches a path, again on `refresh`, and keeps the last good answer while it does. */
export function useResource<T>(path: string): Resource<T> {
  const [state, setState] = useState<{ path?: string; data?: T; error?: ErrorBody }>({});
  const running = useRef<AbortController>(undefined);

  const refresh = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    requestJson<T>(path, { signal: controller.signal }).then(
      (data) => setState({ path, data }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setState((previous) => ({
          path,
          error: toErrorBody(error),
          ...(previous.path === path ? { data: previous.data } : {}),
        }));
      },
    );
  }, [path]);

  useEffect(() => {
    refresh();
    return () => running.current?.abort();
  }, [refresh]);

  const current = state.path === path ? state : {};
  return { data: current.data, error: current.error, refresh };
}
