import type { RunResult } from '@sallyport/sandbox';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits.js';
import { runResult } from './results.js';

type OkRun = Extract<RunResult, { status: 'ok' }>;

function run(output: OkRun['output'], more: Partial<OkRun> = {}): OkRun {
  return { status: 'ok', output, logs: [], durationMs: 2, truncated: false, steps: 1, ...more };
}

function textOf(result: ReturnType<typeof runResult>): string {
  const [first] = result.content;
  return first?.type === 'text' ? first.text : '';
}

describe('runResult', () => {
  it('gives a program the whole table by columns, and a model its first rows', () => {
    const table = {
      columns: [
        { name: 'n', dtype: 'i64' },
        { name: 'square', dtype: 'i64' },
      ],
      data: [Array.from({ length: 50 }, (_, n) => n), Array.from({ length: 50 }, (_, n) => n * n)],
      rowCount: 50,
      truncated: false,
    };
    const result = runResult(run({ table }, { logs: ['done'] }));
    expect(result.structuredContent).toEqual({ table, logs: ['done'], durationMs: 2, truncated: false });
    expect(JSON.parse(textOf(result))).toEqual({
      table: {
        columns: ['n', 'square'],
        rows: Array.from({ length: 20 }, (_, n) => [n, n * n]),
        rowCount: 50,
        shown: 20,
      },
      logs: ['done'],
    });
  });

  it('names the mark of a chart, and leaves out what is not there', () => {
    const chart = { spec: { mark: 'bar', data: { values: [] } } };
    expect(textOf(runResult(run({ chart })))).toBe('{"chart":{"mark":"bar"}}');
    expect(textOf(runResult(run({ value: 0 }, { truncated: true })))).toBe('{"value":0,"truncated":true}');
  });

  it('shows a model fewer rows of a wide table, and never more than the limit', () => {
    const wide = (cells: number) => ({
      columns: [{ name: 'text', dtype: 'str' }],
      data: [Array.from({ length: 20 }, () => 'x'.repeat(cells))],
      rowCount: 20,
      truncated: false,
    });
    expect(JSON.parse(textOf(runResult(run({ table: wide(4_000) }))))).toMatchObject({ table: { shown: 5 } });
    for (const output of [{ table: wide(100_000) }, { value: 'x'.repeat(1_000_000) }]) {
      expect(textOf(runResult(run(output))).length).toBeLessThanOrEqual(limits.textCharacters);
    }
  });
});
