import { expect, it } from 'vitest';
import type { RunEvent, ToolOutput } from '../runs/types.js';
import { eventsToStore } from './stored-events.js';

const columns = [{ name: 'n', dtype: 'i64' }];
const table = {
  columns,
  data: [Array.from({ length: 1000 }, (_, n) => n)],
  rowCount: 1000,
  truncated: false,
};
const small = { spec: { mark: 'bar' } };
const large = { spec: { mark: 'bar', text: 'x'.repeat(600_000) } };

function stored(output: ToolOutput, maxLength: number): ToolOutput {
  const event: RunEvent = {
    seq: 1,
    at: 0,
    type: 'tool-output-available',
    callId: 'c',
    tool: 'run_analysis',
    output,
    isError: false,
    durationMs: 1,
  };
  const [kept] = JSON.parse(eventsToStore([event], maxLength)) as { output: ToolOutput }[];
  return kept?.output ?? {};
}

const output: ToolOutput = {
  table,
  chart: large,
  outputs: [
    { kind: 'table', title: 'T', table },
    { kind: 'chart', title: 'Large', chart: large, table },
    { kind: 'chart', chart: small },
    { kind: 'text', text: 'a' },
  ],
};

it('keeps a turn of moderate size as it is', () => {
  expect(stored(output, 10_000_000)).toEqual(output);
});

it('keeps the first rows of the tables of a large one, and the tables of its large charts', () => {
  const short = { rowCount: 1000, truncated: true };
  const kept = stored(output, 1000);
  expect(kept).toMatchObject({
    table: short,
    outputs: [
      { kind: 'table', title: 'T', table: short },
      { kind: 'table', title: 'Large', table: short },
      { kind: 'chart', chart: small },
      { kind: 'text', text: 'a' },
    ],
  });
  expect(kept.chart).toBeUndefined();
  expect(kept.table?.data[0]).toHaveLength(200);
});
