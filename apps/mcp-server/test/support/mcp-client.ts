import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import { clientOf, type House } from './house.js';

/** The two generations of the protocol. */
export const eras = ['legacy', 'modern'] as const;

/** An MCP client of one era over mutual TLS; it closes with the test. */
export async function connectMcp(
  house: Pick<House, 'origin' | 'certs'> & { server: { url: string } },
  era: (typeof eras)[number],
  clientName = 'web',
): Promise<Client> {
  const { fetch } = await clientOf(house.origin, house.certs, clientName);
  const mode = era === 'modern' ? { pin: '2026-07-28' } : 'legacy';
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  const transport = new StreamableHTTPClientTransport(new URL(house.server.url), {
    // The transport types the web's fetch; undici's differs only in its types.
    fetch: fetch as unknown as typeof globalThis.fetch,
  });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}
