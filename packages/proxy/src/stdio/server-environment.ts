import { UsageError } from '../command/usage-error.js';

/** What a wrapped server gets of our environment without being named: what programs cannot run without. */
const usual = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'TERM', 'TZ', 'TMPDIR', 'SHELL'] as const;
const usualOnWindows = [
  'PATHEXT',
  'SYSTEMROOT',
  'APPDATA',
  'LOCALAPPDATA',
  'USERPROFILE',
  'TEMP',
  'COMSPEC',
] as const;
/** Names that would load code into the server, or turn its traffic elsewhere. */
const refused =
  /^(?:LD_(?:PRELOAD|LIBRARY_PATH|AUDIT)|DYLD_.*|NODE_OPTIONS|NODE_PATH|PYTHONPATH|PYTHONSTARTUP|BASH_ENV|ENV|PERL5OPT|RUBYOPT|GIT_SSH_COMMAND)$/;

/**
 * The environment of a wrapped server: the usual names, and what `--env` names.
 *
 * @param asked `NAME` passes ours on, `NAME=VALUE` sets one.
 * @throws UsageError for a name that is not set or that would load code.
 */
export function serverEnvironment(asked: readonly string[], ours: NodeJS.ProcessEnv): Record<string, string> {
  const kept = new Set<string>([...usual, ...usualOnWindows]);
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(ours)) {
    if (kept.has(name) && value !== undefined) environment[name] = value;
  }
  for (const one of asked) {
    const at = one.indexOf('=');
    const name = at < 0 ? one : one.slice(0, at);
    if (!/^[A-Za-z_]\w*$/.test(name))
      throw new UsageError(`--env ${JSON.stringify(name)} is not the name of a variable.`);
    if (refused.test(name))
      throw new UsageError(`--env ${name} is refused: it would load code into the server.`);
    const value = at < 0 ? ours[name] : one.slice(at + 1);
    if (value === undefined)
      throw new UsageError(`--env ${name}: the variable is not set here. Set it, or write ${name}=VALUE.`);
    environment[name] = value;
  }
  return environment;
}
