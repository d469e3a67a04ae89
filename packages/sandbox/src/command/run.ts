import { writeFile } from 'node:fs/promises';

import type { RunResult } from '../types.js';
import { exitCodeOf } from './exit-code.js';
import type { CommandLine } from './options.js';
import { readProgram } from './read-program.js';
import { resultText, type Printed } from './text/result.js';
import { UsageError } from './usage-error.js';
import { withSandbox } from './with-sandbox.js';

/** What a command prints, and its exit code. */
export interface CommandOutput extends Printed {
  exitCode: number;
}

/** `run FILE|-`: the program's result, or its error. */
export async function runCommand(line: CommandLine): Promise<CommandOutput> {
  const code = await readProgram(onlyFile(line));
  const result = await withSandbox(line, async (sandbox, signal) => {
    const known = sandbox.datasets().map(({ name }) => name);
    const unknown = line.datasets.find((name) => sandbox.describe(name) === undefined);
    if (unknown !== undefined) {
      const names = known.length === 0 ? 'give some with --data' : `there are ${known.join(', ')}`;
      throw new UsageError(`There is no dataset ${JSON.stringify(unknown)}: ${names}.`);
    }
    return sandbox.run(code, { signal, ...(line.datasets.length === 0 ? {} : { datasets: line.datasets }) });
  });
  const printed = printedResult(result, line.json);
  return line.chart === undefined
    ? printed
    : { ...printed, error: printed.error + (await saveChart(result, line.chart)) };
}

/** `check FILE|-`: whether the program is in the language. A child of the sandbox reads it; nothing of it runs. */
export async function checkCommand(line: CommandLine): Promise<CommandOutput> {
  const code = await readProgram(onlyFile(line));
  const result = await withSandbox({ ...line, data: [] }, (sandbox) => sandbox.check(code));
  if (line.json || result.status !== 'ok') return printedResult(result, line.json);
  return { out: 'The program is in the language.\n', error: '', exitCode: 0 };
}

function onlyFile({ command, names }: CommandLine): string {
  const [file, ...more] = names;
  if (file !== undefined && more.length === 0) return file;
  throw new UsageError(`${command ?? 'run'} wants exactly one file, or - for standard input.`);
}

function printedResult(result: RunResult, json: boolean): CommandOutput {
  const printed = json ? { out: `${JSON.stringify(result)}\n`, error: '' } : resultText(result);
  return { ...printed, exitCode: exitCodeOf(result) };
}

async function saveChart(result: RunResult, file: string): Promise<string> {
  const chart = result.status === 'ok' ? result.output.chart : undefined;
  if (chart === undefined) return `There is no chart to write to ${file}.\n`;
  await writeFile(file, `${JSON.stringify(chart.spec, undefined, 2)}\n`);
  return `The chart's specification is in ${file}.\n`;
}
