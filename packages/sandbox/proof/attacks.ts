import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Arena, type ArenaMode, type Verdict } from '../test/attacks/arena.js';
import type { Attack } from '../test/attacks/attack.js';
import { Canaries } from '../test/attacks/canaries.js';
import { writeDatasets } from '../test/attacks/data.js';
import { exhausting, reaching } from '../test/attacks/programs/index.js';
import { markdownTable } from '@sallyport/testing/figures';
import { readCorpus } from './attacks/corpus.js';

/** Rows of the dataset that large plans are tried on. */
const rows = 1_000_000;

const modes: readonly (readonly [title: string, mode: ArenaMode])[] = [
  ['jailed, programs checked', { jail: 'bubblewrap', checked: true, timed: true }],
  ['jailed, nothing checked', { jail: 'bubblewrap', checked: false, timed: true }],
  ['no jail, programs checked', { jail: 'none', checked: true, timed: true }],
  ['no jail, nothing checked', { jail: 'none', checked: false, timed: true }],
];

/**
 * Runs every attack program, our own and those of the files, with and without the checker, in the jail and outside it.
 * Gives whether none reached anything, every limit held, and the pool answered after each.
 */
async function proveSandboxAttacks(corpora: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-proof-'));
  const canaries = await Canaries.open();
  try {
    writeDatasets(folder, rows);
    const collections = [
      ['our own programs', [...reaching, ...exhausting]] as const,
      ...corpora.map(fromFile),
    ];
    let held = true;
    for (const [title, mode] of modes) {
      const arena = await Arena.open(mode, folder, canaries);
      try {
        for (const [name, attacks] of collections) {
          const verdicts = await attemptAll(arena, attacks);
          report(`${name}: ${title}`, verdicts);
          held &&= verdicts.every((verdict) => faultOf(verdict) === undefined);
        }
      } finally {
        await arena.close();
      }
    }
    return held;
  } finally {
    await canaries.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function fromFile(file: string): readonly [string, readonly Attack[]] {
  const { attacks, skipped } = readCorpus(file);
  const others = skipped === 0 ? '' : `, ${skipped} rows in other languages left out`;
  return [`${basename(file)} (${attacks.length} programs${others})`, attacks];
}

async function attemptAll(arena: Arena, attacks: readonly Attack[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const attack of attacks) verdicts.push(await arena.attempt(attack));
  return verdicts;
}

function faultOf({ escape, missed, unwell }: Verdict): string | undefined {
  if (escape !== undefined) return `reached ${escape}`;
  if (missed !== undefined) return `missed ${missed}`;
  return unwell === undefined ? undefined : `left the pool unwell: ${unwell}`;
}

function report(title: string, verdicts: readonly Verdict[]): void {
  const goals = [...new Set(verdicts.map(({ attack }) => attack.goal))];
  const lines = goals.map((goal) =>
    summary(
      goal,
      verdicts.filter(({ attack }) => attack.goal === goal),
    ),
  );
  if (goals.length > 1) lines.push(summary('all', verdicts));
  const header = [
    'goal',
    'programs',
    'refused',
    'stopped',
    'escapes',
    'limits missed',
    'pool unwell',
    'slowest',
  ];
  process.stdout.write(`\n### ${title}\n\n${markdownTable(header, lines)}\n`);
  for (const verdict of verdicts) {
    const fault = faultOf(verdict);
    if (fault !== undefined)
      process.stdout.write(`FAILED: ${verdict.attack.id}: ${verdict.status}, ${fault}\n`);
  }
}

function summary(goal: string, verdicts: readonly Verdict[]): string[] {
  const count = (holds: (verdict: Verdict) => boolean): string => String(verdicts.filter(holds).length);
  const slowest = Math.max(...verdicts.map(({ milliseconds }) => milliseconds));
  return [
    goal,
    String(verdicts.length),
    count(({ status }) => status === 'rejected'),
    count(({ status }) => status === 'limit' || status === 'killed'),
    count(({ escape }) => escape !== undefined),
    count(({ missed }) => missed !== undefined),
    count(({ unwell }) => unwell !== undefined),
    `${(slowest / 1000).toFixed(2)} s`,
  ];
}

const { values } = parseArgs({ options: { corpus: { type: 'string', multiple: true } } });
process.exitCode = (await proveSandboxAttacks(values.corpus ?? [])) ? 0 : 1;
