import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { describeConfig } from '@sallyport/guard';
import { describeProblem, parseConfig } from '@sallyport/guard/config';
import { ExitCode } from './exit-code.js';
import { presetOf } from './policy-options.js';

/** `sallyport check --kind config FILE`: what is wrong with it, or what it comes to. */
export function checkConfig(
  file: string,
  { preset, json }: { preset?: string | undefined; json: boolean },
  output: Writable,
): ExitCode {
  const parsed = parseConfig(readFileSync(file, 'utf8'), {
    file,
    ...(preset === undefined ? {} : { preset: presetOf(preset) }),
  });
  if (json) {
    const { ok } = parsed;
    const problems = ok ? [] : parsed.problems;
    const notes = ok ? parsed.config.notes : [];
    output.write(`${JSON.stringify({ kind: 'config', file, ok, problems, notes })}\n`);
  } else if (parsed.ok) {
    const notes = parsed.config.notes.map((note) => `${describeProblem(file, note)} (no effect)\n`);
    output.write(`${notes.join('')}${describeConfig(parsed.config)}\n`);
  } else {
    output.write(parsed.problems.map((problem) => `${describeProblem(file, problem)}\n`).join(''));
  }
  return parsed.ok ? ExitCode.Fine : ExitCode.Usage;
}
