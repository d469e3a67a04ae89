import { describe, expect, it } from 'vitest';
import { createFlow, flowLimits } from '../../src/index.js';

const salt = Buffer.alloc(16, 3);
const result = (id: number, text: string): unknown => ({
  jsonrpc: '2.0',
  id,
  result: { content: [{ type: 'text', text }] },
});
const call = (id: number, args: unknown): unknown => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name: 'read', arguments: args },
});

/** Letters that never come back. */
function unlike(seed: number, length: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

describe('the memory of a session', () => {
  it('keeps no more than its limits, and forgets with time', () => {
    const flow = createFlow({ salt });
    for (let id = 0; id < 40; id++) {
      flow.observe(call(id, { path: '/home/ada/.ssh/id_rsa' }), {
        direction: 'client-to-server',
        server: 's',
        now: id,
        findings: [],
      });
      flow.observe(result(id, unlike(id, 5000)), {
        direction: 'server-to-client',
        server: 's',
        now: id,
        findings: [],
      });
    }
    expect(flow.size).toBeLessThanOrEqual(flowLimits.marks);
    expect(flow.size).toBeGreaterThan(0);
    flow.observe(result(-1, ''), { direction: 'server-to-client', server: 's', now: 2 * flowLimits.memory });
    expect(flow.size).toBe(0);
  });

  it('takes any message', () => {
    const flow = createFlow({ salt });
    for (const message of [
      null,
      1,
      'x',
      [],
      {},
      { method: 'tools/call' },
      { method: 'tools/call', params: 1 },
      { result: null },
      { result: { content: 1 } },
      { id: {}, method: 'tools/call', params: { name: 1, arguments: [[]] } },
    ]) {
      expect(flow.observe(message, { direction: 'client-to-server', server: 's', now: 1 })).toEqual([]);
      expect(flow.observe(message, { direction: 'server-to-client', server: 's', now: 1 })).toEqual([]);
    }
  });

  it('refuses a salt that could be guessed', () => {
    expect(() => createFlow({ salt: Buffer.alloc(4) })).toThrow(RangeError);
  });

  it.each([
    ['letters', 'a'],
    ['base64', 'aGVsbG8gd29ybGQ'],
    ['percent', '%2525'],
    ['words', 'one two '],
    ['tokens', 'x1y2z3w4v5u6t7s8r9q0p1o2n3 '],
    ['addresses', 'https://a.example/ '],
  ])('compares a hostile megabyte of %s within its bounds', (_, piece) => {
    const flow = createFlow({ salt });
    const text = piece.repeat(Math.ceil((1024 * 1024) / piece.length));
    const context = { server: 's', now: 1, findings: [] } as const;
    flow.observe(call(1, { path: '~/.ssh/id_rsa' }), { ...context, direction: 'client-to-server' });
    flow.observe(result(1, text), { ...context, direction: 'server-to-client' });
    flow.observe(call(2, { url: 'https://x.example', body: text }), {
      ...context,
      direction: 'client-to-server',
    });
    expect(flow.size).toBeLessThanOrEqual(flowLimits.marks);
  });
});
