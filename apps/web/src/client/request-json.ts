import { ApiError, readErrorBody } from '@/lib/api-error';

/** Asks this page's own server; throws an {@link ApiError} that says what happened and what to do. */
export async function requestJson<T>(path: string, init?: Omit<RequestInit, 'headers'>): Promise<T> {
  const response = await fetch(path, { ...init, headers: { accept: 'application/json' } });
  const body: unknown = response.status === 204 ? undefined : await response.json();
  if (response.ok) return body as T;
  throw new ApiError(
    readErrorBody(body) ?? {
      code: `http-${response.status}`,
      message: `The server answered ${response.status}.`,
      remedy: 'Reload this page.',
    },
  );
}
