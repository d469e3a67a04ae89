import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseReply } from '../../src/process/check-reply.js';
import { FrameReader } from '../../src/process/frames.js';

/** Cuts bytes into chunks of the lengths given, and the rest. */
function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let from = 0;
  for (const length of lengths) {
    chunks.push(bytes.subarray(from, from + length));
    from += length;
  }
  return [...chunks, bytes.subarray(from)];
}

describe('frames', () => {
  it('come out the same however the stream is cut', () => {
    const line = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat(20)), (lines, lengths) => {
        const reader = new FrameReader(1000);
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        expect(cut(bytes, lengths).flatMap((chunk) => reader.push(chunk) ?? ['too long'])).toEqual(lines);
      }),
    );
  });

  it('are refused beyond the cap however they are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 40 }), fc.array(fc.nat(8)), (length, lengths) => {
        const reader = new FrameReader(10);
        const answers = cut(Buffer.from(`${'x'.repeat(length)}\n`), lengths).map((chunk) =>
          reader.push(chunk),
        );
        expect(answers).toContain(undefined);
        expect(answers.every((lines) => lines === undefined || lines.length === 0)).toBe(true);
      }),
    );
  });
});

describe('replies', () => {
  it('never throw, and never pass without a known kind', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseReply(text)).toBeUndefined();
      }),
    );
  });

  const table = { columns: [{ name: 'a', dtype: 'i64' }], data: [[1]], rowCount: 1, truncated: false };
  const withOutputs = (...outputs: unknown[]): Record<string, unknown> => {
    return { status: 'ok', outputs, truncated: false, logs: [], steps: 1 };
  };
  const ok = withOutputs({ kind: 'table', table }, { kind: 'value', value: null, title: 'nothing' });
  const failed = { status: 'failed', error: { code: 'x', message: 'y' }, logs: [], steps: 1 };
  const parse = (reply: unknown): unknown => parseReply(JSON.stringify({ kind: 'run', id: 1, reply }));

  it('pass when they have their shape', () => {
    expect(parse(ok)).toMatchObject({ reply: ok });
    expect(parse(failed)).toMatchObject({ reply: failed });
    expect(parseReply('{"kind":"ready"}')).toEqual({ kind: 'ready' });
  });

  it.each([
    ['no steps', { ...ok, steps: undefined }],
    ['negative steps', { ...ok, steps: -1 }],
    ['half a step', { ...ok, steps: 1.5 }],
    ['logs that are no texts', { ...ok, logs: [1] }],
    ['an unknown status', { ...ok, status: 'killed' }],
    ['more rows than the frame has', withOutputs({ kind: 'table', table: { ...table, data: [[1, 2]] } })],
    ['a column without cells', withOutputs({ kind: 'table', table: { ...table, data: [] } })],
    ['a chart without a specification', withOutputs({ kind: 'chart', chart: {}, table })],
    ['an output of no known kind', withOutputs({ kind: 'frame', value: 1 })],
    ['an error without a message', { ...failed, error: { code: 'x' } }],
    ['an error whose line is a text', { ...failed, error: { code: 'x', message: 'y', line: '1' } }],
    [
      'a value without end',
      withOutputs({ kind: 'value', value: JSON.parse('['.repeat(200) + ']'.repeat(200)) as unknown }),
    ],
  ])('are refused with %s', (_title, reply) => {
    expect(parse(reply)).toBeUndefined();
  });
});
