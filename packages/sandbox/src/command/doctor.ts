import { inspectSandbox, type DoctorReport } from '../process/doctor.js';
import type { JailLayer } from '../process/metrics.js';
import { ExitCode } from './exit-code.js';
import type { CommandLine } from './options.js';
import type { CommandOutput } from './run.js';
import { printable } from './text/printable.js';

/** `doctor`: which walls stand here, and what would make them stronger. Fails where no program can run. */
export async function doctorCommand({ json }: CommandLine): Promise<CommandOutput> {
  const report = await inspectSandbox();
  const out = json ? `${JSON.stringify(report)}\n` : reportText(report);
  return { out, error: '', exitCode: report.healthy ? ExitCode.Fine : ExitCode.Failure };
}

function reportText({ selfTest, production, jail, versions, platform, advice }: DoctorReport): string {
  const layers = jail?.layers ?? [];
  const width = Math.max(0, ...layers.map(({ name }) => name.length));
  return [
    `programs run      ${selfTest.passed ? 'yes' : 'NO'}: ${selfTest.detail}${timing(selfTest)}`,
    `production        ${production.starts ? 'starts' : `does NOT start: ${production.reason ?? ''}`}`,
    `jail              ${jail?.kind ?? 'none'}${jail?.reason === undefined ? '' : ` (${jail.reason})`}${jail?.host === undefined ? '' : ` at ${jail.host}`}`,
    ...layers.map((layer) => layerText(layer, width)),
    `system            ${platform.system} ${platform.architecture}, kernel ${platform.kernel}`,
    `versions          ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
    ...(advice.length === 0 ? [] : ['to do']),
    ...advice.map((line) => `  ${line}`),
    '',
  ]
    .map(printable)
    .join('\n');
}

function timing({ startMs, runMs }: DoctorReport['selfTest']): string {
  return startMs === undefined || runMs === undefined
    ? ''
    : ` (ready after ${startMs} ms, computed in ${runMs} ms)`;
}

function layerText({ name, active, why, basis }: JailLayer, width: number): string {
  return `  ${active ? 'yes' : 'NO '}  ${name.padEnd(width)}  ${why}${basis === 'tested' ? ' (tested)' : ''}`;
}
