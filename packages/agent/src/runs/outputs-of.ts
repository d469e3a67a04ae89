import type { Output, ToolOutput } from './types.js';

/** What an analysis showed, in order. A result with a single output has it in `table`, `chart` or `value` alone. */
export function outputsOf({ outputs, table, chart, value }: ToolOutput): Output[] {
  if (outputs !== undefined) return outputs;
  if (chart !== undefined) return [{ kind: 'chart', chart, ...(table === undefined ? {} : { table }) }];
  if (table !== undefined) return [{ kind: 'table', table }];
  if (value === undefined) return [];
  return [typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'value', value }];
}
