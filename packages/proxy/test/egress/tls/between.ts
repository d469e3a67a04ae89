import {
  leafOf,
  openInterception,
  openTlsOrigin,
  outsideAuthority,
  type Interception,
  type Listener,
  type OriginOptions,
} from './origins.js';

/** The authority of the outside, and the name of what it vouches for. */
export const outside = outsideAuthority();
export const host = 'origin.example.test';

/** An origin and a proxy that looks into the tunnel to it. */
export async function between(
  listener: Listener,
  options: OriginOptions & { config?: string } = {},
): Promise<{ proxy: Interception; url: string; connections: () => number }> {
  const { config, ...origin } = options;
  const { port, connections } = await openTlsOrigin(leafOf(outside, [host]), listener, origin);
  const proxy = await openInterception(outside, config === undefined ? {} : { config });
  return { proxy, url: `https://${host}:${port}`, connections };
}

/** Gives back what it was asked, and how. */
export const echo: Listener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ method, url, host: headers.host, length: Buffer.concat(chunks).length, headers }),
    );
  });
};
