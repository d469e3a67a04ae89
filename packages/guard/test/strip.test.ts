import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGuard, definePolicy, presets, type PolicyStep } from '../src/index.js';

const secret = ['ghp_', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'].join('');
const mark = '[REDACTED: GitHub personal access token]';
const strip: readonly PolicyStep[] = [{ action: 'strip', threshold: 0.5 }];
const categories = { ...presets.strict.categories, 'credential-leak': strip, 'prompt-injection': strip };
const guard = createGuard({ policy: definePolicy('strict', { categories }) });
const toServer = { direction: 'client-to-server', server: 'data' } as const;
const toClient = { direction: 'server-to-client', server: 'data' } as const;

describe('strip', () => {
  it('changes no character of any value but those of the span', () => {
    const words = fc.string({
      unit: fc.constantFrom(' ', 'a', 'é', '\n', '"', '字', '\\', '.'),
      maxLength: 20,
    });
    const name = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('__proto__', 'a/b', '~', '0', ''));
    const value = fc.oneof(
      fc.tuple(words, words).map(([before, after]) => `${before} ${secret} ${after}`),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const message = fc.dictionary(name, fc.oneof(value, fc.array(value, { maxLength: 3 })), { maxKeys: 4 });
    fc.assert(
      fc.property(message, fc.constantFrom(toServer, toClient), (params, context) => {
        const before = JSON.stringify({ params });
        const inspection = guard.inspect({ params }, context);
        expect(JSON.stringify(inspection.message)).toBe(before.replaceAll(secret, mark));
        expect(JSON.stringify({ params })).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('takes a span out of a string that is JSON, and leaves that JSON', () => {
    const text = JSON.stringify({ rows: [{ note: `é "${secret}"\n` }, [secret]], count: 2 }, undefined, 2);
    const inspection = guard.inspect({ result: { content: [{ type: 'text', text }] } }, toClient);
    expect(inspection.verdict.action).toBe('strip');
    expect(inspection.message).toEqual({
      result: { content: [{ type: 'text', text: text.replaceAll(secret, mark) }] },
    });
    const inner = JSON.stringify({ body: JSON.stringify({ a: `x "${secret}"` }) });
    expect(guard.inspect({ result: { text: inner } }, toClient).message).toEqual({
      result: { text: inner.replace(secret, mark) },
    });
  });

  it.each([
    ['a number', { params: { card_number: Number(['4539', '578763621486'].join('')) } }],
    ['a name', { params: { [secret]: 1 } }],
    ['a name inside a string that is JSON', { params: { text: JSON.stringify({ [secret]: 1 }) } }],
    [
      'a number inside a string that is JSON',
      { params: { text: ['{"card_number": 4539', '578763621486}'].join('') } },
    ],
    ['a blob', { params: { blob: Buffer.from(`the key is ${secret}, so it is`).toString('base64') } }],
    [
      'a data URI',
      { params: { uri: `data:text/plain;base64,${Buffer.from(`the key: ${secret}`).toString('base64')}` } },
    ],
  ])('gives way to a block where the span is in %s', (_, message) => {
    const inspection = guard.inspect(message, toServer);
    expect(inspection.verdict.action).toBe('block');
    expect(inspection.verdict.reason).toContain('could not be taken out');
    expect(inspection.message).toBe(message);
  });
});
