import type { Output, RunOutput } from '../types.js';

/** What a run came to, with the first of each kind for a caller that wants one. */
export function runOutput(outputs: Output[]): RunOutput {
  const table = outputs.find((output) => output.kind === 'table')?.table;
  const chart = outputs.find((output) => output.kind === 'chart');
  const plain = outputs.find((output) => output.kind === 'text' || output.kind === 'value');
  const shown = table ?? chart?.table;
  return {
    outputs,
    ...(shown === undefined ? {} : { table: shown }),
    ...(chart === undefined ? {} : { chart: chart.chart }),
    ...(plain === undefined ? {} : { value: plain.kind === 'text' ? plain.text : plain.value }),
  };
}
