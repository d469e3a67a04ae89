import { parseArgs } from 'node:util';
import { build, turbo } from './lib/build.js';
import { runProgram } from './lib/programs.js';
import { sections, writePage } from './bench/page.js';

const HELP = `Measure the main job on this machine. Ratios and shares count; times move with the load.

  pnpm bench                  all, at full length
  pnpm bench start            from \`pnpm dev\` on a warm store to a healthy page
  pnpm bench questions        a question end to end on the embedded model, and the share of each stage
  pnpm bench packages         the benches that vitest runs: the sandbox against plain polars
  pnpm bench scanner          the scanner against JSON.parse + JSON.stringify, its start and its memory
  pnpm bench proxy            what the proxy adds to a message on its way
  pnpm bench egress           sallyport run beside nginx and a bare proxy, interception, and memory under tunnels
  pnpm bench sandbox          the sandbox beside plain polars, a spawned script, QuickJS and isolated-vm, and its goals
  pnpm bench --write [NAME]   write the tables into docs/performance.md
  pnpm bench --fast           the short form that continuous integration runs
`;

/** The measurements, by name. Each prints its own table. */
const benches = {
  // Loaded when they run: they use packages that are built by then.
  start: async (options) => (await import('./bench/start.js')).benchStart(options),
  questions: async (options) => (await import('./bench/questions.js')).benchQuestions(options),
  packages: benchPackages,
  scanner: programOf('packages/scanner/bench/report.ts'),
  proxy: programOf('packages/proxy/bench/latency.ts'),
  egress: programOf('packages/proxy/bench/egress.ts', 'packages/proxy/bench/interception.ts'),
  sandbox: programOf('packages/sandbox/bench/report.ts'),
} satisfies Record<string, (options: { fast: boolean }) => Promise<void>>;

/** Programs of their own, each of which prints its own table. */
function programOf(...files: string[]): (options: { fast: boolean }) => Promise<void> {
  return async ({ fast }) => {
    for (const file of files)
      if (!(await runProgram(file, fast ? ['--fast'] : []))) throw new Error(`The bench ${file} failed.`);
  };
}

/** The benches that vitest runs; the others are programs. */
async function benchPackages(): Promise<void> {
  const child = turbo('bench', ['@sallyport/sandbox'], ['--concurrency=1', '--output-logs=new-only']);
  child.onLine((line) => process.stdout.write(`${line}\n`));
  if ((await child.exited) !== 0) throw new Error('A bench of a package failed.');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fast: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const names = Object.keys(benches) as (keyof typeof benches)[];
const known: readonly string[] = values.write ? sections : names;
const unknown = positionals.filter((name) => !known.includes(name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) {
    const lacking = values.write ? 'section of docs/performance.md' : 'bench';
    process.stderr.write(`There is no ${lacking} ${unknown.join(', ')}.\n\n`);
  }
  process.stdout.write(HELP);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else if (values.write) {
  await writePage(
    sections.filter((name) => positionals.length === 0 || positionals.includes(name)),
    values.fast,
  );
} else {
  await build(['./packages/*', '@sallyport/mcp-server']);
  for (const name of names) {
    if (positionals.length === 0 || positionals.includes(name)) await benches[name]({ fast: values.fast });
  }
  process.exit();
}
