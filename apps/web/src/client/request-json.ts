import { ApiError, readErrorBody } from '@/lib/api-error';

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
  throw new ApiError(
    readErrorBody(answer) ?? {
      code: `http-${response.status}`,
      message: `The server answered ${response.status}.`,
      remedy: 'Reload this page.',
    },
  );
}
