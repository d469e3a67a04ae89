import { parseArgs } from 'node:util';
import { build } from './lib/build.js';
import { benchQuestions } from './bench/questions.js';
import { benchStart } from './bench/start.js';

const HELP = `Measure the main job on this machine. Ratios and shares count; times move with the load.

  pnpm bench                  all, at full length
  pnpm bench start            from \`pnpm dev\` on a warm store to a healthy page
  pnpm bench questions        a question end to end on the embedded model, and the share of each stage
  pnpm bench --fast           the short form that continuous integration runs
`;

/** The measurements, by name. Each prints its own table. */
const benches = { start: benchStart, questions: benchQuestions } as const;

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
