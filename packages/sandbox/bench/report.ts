import { parseArgs } from 'node:util';
import { compareSandbox, type Goal } from './compare/index.js';
import { works } from './compare/works.js';
import { markdownTable, median } from '@sallyport/testing/figures';

/** The sandbox beside plain polars and other engines, its goals, and which of them are reached. */
async function benchSandbox({ fast }: { fast: boolean }): Promise<void> {
  const { names, rows, times, goals, registrationMs, absent } = await compareSandbox({ fast });
  const lines = works.map(({ id, title }) =>
    [title].concat(names.map((name) => milliseconds(median(times.get(id)?.get(name) ?? [])))),
  );
  const reached = goals.filter(isReached).length;
  process.stdout.write(
    [
      `\n### The same work, side by side (median milliseconds of interleaved rounds; the large file has ${rows.toLocaleString('en-US')} rows)`,
      markdownTable(['work', ...names], lines),
      'Each engine has a fresh guest for every program, and our plans as its way to polars. *In a child* is a warm process, as a ' +
        'server needs one that must survive its programs; *here* is this very process.',
      ...absent.map((line) => `Left out: ${line}.`),
      `Both files became datasets, once, in ${(registrationMs / 1000).toFixed(1)} s.`,
      `### Goals of the sandbox: ${reached} of ${goals.length} reached (ratios and the last five: of the quickest tenth of rounds)`,
      markdownTable(['goal', 'at most', 'measured', ''], goals.map(goalLine)),
      '',
    ].join('\n\n'),
  );
}

function isReached({ most, measured }: Goal): boolean {
  return measured <= most;
}

function goalLine(goal: Goal): string[] {
  const { title, most, measured, unit } = goal;
  const shown = measured < 10 ? measured.toFixed(2) : measured.toFixed(0);
  return [title, `${most} ${unit}`, `${shown} ${unit}`, isReached(goal) ? 'reached' : 'MISSED'];
}

function milliseconds(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

const { values } = parseArgs({ options: { fast: { type: 'boolean', default: false } } });
await benchSandbox({ fast: values.fast });
process.exit();
