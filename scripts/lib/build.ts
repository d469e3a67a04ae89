import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { start, type Child } from './processes.js';

/** The path of turbo's command, which also runs where no `turbo` is on PATH. */
const turboCommand = join(
  dirname(createRequire(import.meta.url).resolve('turbo/package.json')),
  'bin',
  'turbo',
);

/** Starts `turbo run TASK --filter=…` with telemetry off and every variable passed on. */
export function turbo(task: string, filters: readonly string[], extra: readonly string[] = []): Child {
  const args = [turboCommand, 'run', task, '--env-mode=loose', '--log-order=stream', ...extra];
  return start(process.execPath, [...args, ...filters.map((filter) => `--filter=${filter}`)], {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  });
}

/** Builds workspace packages and what they need; a built one is a cache hit. Throws with the build's output. */
export async function build(filters: readonly string[]): Promise<void> {
  const child = turbo('build', filters, ['--output-logs=errors-only']);
  const code = await child.exited;
  if (code !== 0) throw new Error(`The build failed:\n${child.lines.join('\n')}`);
}
