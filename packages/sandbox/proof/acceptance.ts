import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox, type Sandbox } from '../src/index.js';
import { difference } from '../test/acceptance/compare.js';
import type { Program } from '../test/acceptance/program.js';
import { themes } from '../test/acceptance/programs/index.js';
import { refused } from '../test/acceptance/programs/refused.js';
import { shippedData } from '../test/acceptance/reference/datasets.js';
import { markdownTable } from '@sallyport/testing/figures';
import { reasonOf } from './acceptance/reasons.js';
import { readSnippets, type Snippet } from './acceptance/snippets.js';

/** The share of our programs that has to run at the first try. */
const goal = 0.95;

interface AcceptanceOptions {
  /** Files of labelled snippets, `.jsonl` or `.jsonl.gz`. */
  readonly corpora: readonly string[];
  /** Prints each snippet's and program's error. */
  readonly explain: boolean;
}

/**
 * Runs our analysis programs over the shipped datasets, then the JavaScript snippets of the files, and prints how many
 * ran and why the others did not. Gives whether enough of our programs came to what they must.
 */
async function proveSandboxAcceptance({ corpora, explain }: AcceptanceOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-proof-'));
  const sandbox = await createSandbox({ dataFolder: shippedData, cacheFolder: join(folder, 'cache') });
  try {
    const share = await runPrograms(sandbox, explain);
    for (const file of corpora) await runSnippets(sandbox, file, explain);
    return share >= goal;
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runPrograms(sandbox: Sandbox, explain: boolean): Promise<number> {
  const outcomes: { style: string; theme: string; ran: boolean }[] = [];
  for (const [theme, programs] of Object.entries(themes)) {
    for (const program of programs) {
      const fault = await faultOf(sandbox, program);
      outcomes.push({ style: program.style, theme, ran: fault === undefined });
      if (fault !== undefined) report(`FAILED ${theme}: ${program.title}: ${fault}`);
    }
  }
  for (const { title, style, code } of refused) {
    const result = await sandbox.run(code);
    outcomes.push({ style, theme: 'refused', ran: false });
    if (explain && result.status !== 'ok')
      report(`${title}: ${result.error.message} ${result.error.hint ?? ''}`);
  }
  const rows = (key: 'style' | 'theme'): string[][] =>
    [...new Set(outcomes.map((outcome) => outcome[key]))].map((name) =>
      counted(
        name,
        outcomes.filter((outcome) => outcome[key] === name),
      ),
    );
  const header = ['programs', 'number', 'equal at the first try', 'share'];
  report(
    `\n### Our programs, by style\n\n${markdownTable(header, [...rows('style'), counted('all', outcomes)])}`,
  );
  if (explain) report(`\n### By theme\n\n${markdownTable(header, rows('theme'))}`);
  return outcomes.filter(({ ran }) => ran).length / outcomes.length;
}

async function faultOf(sandbox: Sandbox, { code, expected }: Program): Promise<string | undefined> {
  return difference(await sandbox.run(code), expected());
}

async function runSnippets(sandbox: Sandbox, file: string, explain: boolean): Promise<void> {
  const { snippets, others } = readSnippets(file);
  const outcomes: { snippet: Snippet; reason: string }[] = [];
  for (const snippet of snippets) {
    const result = await sandbox.run(snippet.code);
    const reason = reasonOf(result, snippet.code);
    outcomes.push({ snippet, reason });
    if (explain && result.status !== 'ok')
      report(
        `${snippet.id}: ${reason}: ${result.error.code}: ${result.error.message} | ${result.error.hint ?? ''}`,
      );
  }
  const groups = [...new Set(snippets.map(({ group }) => group))];
  const rows = groups.map((name) =>
    counted(
      name,
      outcomes
        .filter(({ snippet }) => snippet.group === name)
        .map(({ reason }) => ({ ran: reason === 'ran' })),
    ),
  );
  const all = counted(
    'all',
    outcomes.map(({ reason }) => ({ ran: reason === 'ran' })),
  );
  report(
    `\n### ${basename(file)}: ${snippets.length} snippets; ${others} rows in other languages left out\n`,
  );
  report(markdownTable(['collection', 'snippets', 'ran', 'share'], [...rows, all]));
  const reasons = [...new Set(outcomes.map(({ reason }) => reason))].filter((reason) => reason !== 'ran');
  const counts = reasons.map(
    (reason) => [reason, outcomes.filter((outcome) => outcome.reason === reason)] as const,
  );
  const lines = counts
    .toSorted(([, left], [, right]) => right.length - left.length)
    .map(([reason, members]) => [
      reason,
      String(members.length),
      groups
        .map((name) => [name, members.filter(({ snippet }) => snippet.group === name).length] as const)
        .filter(([, count]) => count > 0)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    ]);
  report(`\n${markdownTable(['why the others did not', 'snippets', 'collections'], lines)}`);
}

function counted(name: string, outcomes: readonly { ran: boolean }[]): string[] {
  const ran = outcomes.filter((outcome) => outcome.ran).length;
  return [name, String(outcomes.length), String(ran), `${((100 * ran) / outcomes.length).toFixed(1)} %`];
}

function report(text: string): void {
  process.stdout.write(`${text}\n`);
}

const options = {
  corpus: { type: 'string', multiple: true, default: [] as string[] },
  explain: { type: 'boolean', default: false },
} as const;
const { corpus, explain } = parseArgs({ options }).values;
process.exitCode = (await proveSandboxAcceptance({ corpora: corpus, explain })) ? 0 : 1;
