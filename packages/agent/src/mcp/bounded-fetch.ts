import { Response, type RequestInfo, type RequestInit } from 'undici';

type Fetch = (input: RequestInfo, init?: RequestInit) => Promise<Response>;

/** Breaks off an answer to a POST whose body is longer than a message may be. Streams that a GET opens are left alone. */
export function boundedFetch(fetch: Fetch, mostBytes: number): Fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body || init?.method !== 'POST') return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(countingStream(mostBytes)), {
      status,
      statusText,
      headers,
    });
  };
}

function countingStream(mostBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes)
        throw new Error(`The MCP server sent more than ${mostBytes} bytes in one answer.`);
      controller.enqueue(chunk);
    },
  });
}
