import { parseArgs } from 'node:util';
import { build, turbo } from './lib/build.js';
import { runProgram } from './lib/programs.js';
import { benchQuestions } from './bench/questions.js';
import { benchStart } from './bench/start.js';

const HELP = `Measure the main job on this machine. Ratios and shares count; times move with the load.

  pnpm bench                  all, at full length
  pnpm bench start            from \`pnpm dev\` on a warm store to a healthy page
  pnpm bench questions        a question end to end on the embedded model, and the share of each stage
  pnpm bench packages         the scanner against JSON.parse + JSON.stringify, the sandbox against plain polars
  pnpm bench sandbox          the sandbox beside plain polars, a spawned script, QuickJS and isolated-vm, and its goals
  pnpm bench --fast           the short form that continuous integration runs
`;

/** The measurements, by name. Each prints its own table. */
const benches = {
  start: benchStart,
  questions: benchQuestions,
  packages: benchPackages,
  sandbox: benchSandbox,
} as const;

/** A program of its own: it takes other engines along. */
async function benchSandbox({ fast }: { fast: boolean }): Promise<void> {
  if (!(await runProgram('packages/sandbox/bench/report.ts', fast ? ['--fast'] : []))) {
    throw new Error('The bench of the sandbox failed.');
  }
}

/** The benches that lie beside their package's sources. */
async function benchPackages(): Promise<void> {
  const child = turbo('bench', [], ['--concurrency=1', '--output-logs=new-only']);
  child.onLine((line) => process.stdout.write(`${line}\n`));
  if ((await child.exited) !== 0) throw new Error('A bench of a package failed.');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fast: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const names = Object.keys(benches) as (keyof typeof benches)[];
const unknown = positionals.filter((name) => !names.some((known) => known === name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) process.stderr.write(`There is no bench ${unknown.join(', ')}.\n\n`);
  process.stdout.write(HELP);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  await build(['./packages/*', '@sallyport/mcp-server']);
  for (const name of names) {
    if (positionals.length === 0 || positionals.includes(name)) await benches[name]({ fast: values.fast });
  }
  process.exit();
}
