'use client';

import { useCallback, useEffect, useState } from 'react';
import { toErrorBody, type ErrorBody } from '@/lib/api-error';
import { requestJson } from './request-json';

/** What a component knows of something the server holds. */
export interface Resource<T> {
  data: T | undefined;
  error: ErrorBody | undefined;
  loading: boolean;
  refresh: () => void;
}

/** Fetches a path, again on `refresh`, and keeps the last good answer while it does. No path: nothing to fetch. */
export function useResource<T>(path: string | undefined): Resource<T> {
  const [state, setState] = useState<{ path?: string; data?: T; error?: ErrorBody }>({});
  const [version, setVersion] = useState(0);
  const refresh = useCallback(() => setVersion((current) => current + 1), []);

  useEffect(() => {
    if (path === undefined) return undefined;
    const controller = new AbortController();
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
    return () => controller.abort();
  }, [path, version]);

  const current = state.path === path ? state : {};
  const loading = path !== undefined && current.data === undefined && current.error === undefined;
  return { data: current.data, error: current.error, loading, refresh };
}
