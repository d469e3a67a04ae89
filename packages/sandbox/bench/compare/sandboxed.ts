import type { Output, Sandbox } from '../../src/index.js';
import type { Contestant } from './contestant.js';

/** Our own: a warm child of the pool, in the strongest jail that this machine has. */
export function sandboxed(sandbox: Sandbox): Contestant {
  return {
    name: `sandbox (jail: ${sandbox.describeJail().kind})`,
    run: async ({ program }) => {
      const result = await sandbox.run(program);
      if (result.status !== 'ok') throw new Error(`${program}: ${result.error.message}`);
      return resultOf(result.output.outputs[0]);
    },
    close: () => sandbox.close(),
  };
}

/** A table as records, and a value as it is. */
export function resultOf(output: Pick<Output, 'kind'> | undefined): unknown {
  const shown = output as Output | undefined;
  if (shown?.kind === 'value') return shown.value;
  if (shown?.kind !== 'table') return undefined;
  const { columns, data } = shown.table;
  return (data[0] ?? []).map((_, row) =>
    Object.fromEntries(columns.map(({ name }, column) => [name, data[column]?.[row]])),
  );
}
