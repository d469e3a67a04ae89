import type { Output, RunResult } from '@sallyport/sandbox';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits.js';
import { runResult } from './results.js';

type OkRun = Extract<RunResult, { status: 'ok' }>;

const columns = [{ name: 'n', dtype: 'i64' }];
const small = { columns, data: [[1]], rowCount: 1, truncated: false };
const chart = { spec: { mark: 'bar', data: { values: [] } } };

/** As the sandbox makes it of these outputs. */
function output(...outputs: Output[]): OkRun['output'] {
  const [first] = outputs;
  if (first?.kind === 'table') return { outputs, table: first.table };
  if (first?.kind === 'chart') return { outputs, table: first.table, chart: first.chart };
  return { outputs, ...(first && { value: first.kind === 'text' ? first.text : first.value }) };
}

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
    const result = runResult(run(output({ kind: 'table', table }), { logs: ['done'] }));
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
    expect(JSON.parse(textOf(runResult(run(output({ kind: 'chart', chart, table: small })))))).toEqual({
      table: { columns: ['n'], rows: [[1]], rowCount: 1, shown: 1 },
      chart: { mark: 'bar' },
    });
    const value = run(output({ kind: 'value', value: 0 }), { truncated: true });
    expect(textOf(runResult(value))).toBe('{"value":0,"truncated":true}');
  });

  it('shows a model fewer rows of a wide table, and never more than the limit', () => {
    const wide = (cells: number) => ({
      columns: [{ name: 'text', dtype: 'str' }],
      data: [Array.from({ length: 20 }, () => 'x'.repeat(cells))],
      rowCount: 20,
      truncated: false,
    });
    expect(JSON.parse(textOf(runResult(run(output({ kind: 'table', table: wide(4_000) })))))).toMatchObject({
      table: { shown: 5 },
    });
    const text: Output = { kind: 'text', text: 'x'.repeat(1_000_000) };
    for (const large of [output({ kind: 'table', table: wide(100_000) }), output(text), output(text, text)]) {
      expect(textOf(runResult(run(large))).length).toBeLessThanOrEqual(limits.textCharacters);
    }
  });

  it('gives several outputs in order with their titles, and the first of each kind as well', () => {
    const outputs: Output[] = [
      { kind: 'text', text: 'a note' },
      { kind: 'table', title: 'First', table: small },
      { kind: 'chart', title: 'Drawn', chart, table: small },
    ];
    const result = runResult(run({ outputs, table: small, chart, value: 'a note' }));
    expect(result.structuredContent).toMatchObject({ outputs, table: small, chart, value: 'a note' });
    const table = { columns: ['n'], rows: [[1]], rowCount: 1, shown: 1 };
    expect(JSON.parse(textOf(result))).toEqual({
      outputs: [
        { value: 'a note' },
        { title: 'First', table },
        { title: 'Drawn', table, chart: { mark: 'bar' } },
      ],
    });
  });

  it('keeps the bytes of a whole table out of the result', () => {
    const arrow = { data: new Uint8Array(8), rows: 1, rowCount: 1 };
    const result = runResult(run(output({ kind: 'table', title: 'A', table: small, arrow })));
    expect(JSON.stringify(result)).not.toContain('arrow');
  });
});
