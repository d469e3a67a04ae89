import type { Sandbox } from '../../src/index.js';
import type { Contestant } from './contestant.js';

/** Our own: a warm child of the pool, in the strongest jail that this machine has. */
export function sandboxed(sandbox: Sandbox): Contestant {
  return {
    name: `sandbox (jail: ${sandbox.describeJail().kind})`,
    run: async ({ program }) => {
      const result = await sandbox.run(program);
      if (result.status !== 'ok') throw new Error(`${program}: ${result.error.message}`);
      const { table, value } = result.output;
      return table === undefined
        ? value
        : (table.data[0] ?? []).map((_, row) =>
            Object.fromEntries(table.columns.map(({ name }, column) => [name, table.data[column]?.[row]])),
          );
    },
    close: () => sandbox.close(),
  };
}
