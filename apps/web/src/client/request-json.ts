import { ApiError, readErrorBody } from '@/lib/api-error';

/** Where a password is sent. */
export const signInPath = '/api/sign-in';

/** Asks this page's own server; throws an {@link ApiError} that says what happened and what to do. */
export async function requestJson<T>(
  path: string,
  { json, ...init }: Omit<RequestInit, 'headers' | 'body'> & { json?: unknown } = {},
): Promise<T> {
  const response = await fetch(path, {
    ...init,
    headers: {
      accept: 'application/json',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const answer: unknown = response.status === 204 ? undefined : await response.json();
  if (response.ok) return answer as T;
  // The session has ended: there is nothing that this page could show.
  if (response.status === 401 && path !== signInPath) window.location.assign('/sign-in');
  throw new ApiError(
    readErrorBody(answer) ?? {
      code: `http-${response.status}`,
      message: `The server answered ${response.status}.`,
      remedy: 'Reload this page.',
    },
  );
}
