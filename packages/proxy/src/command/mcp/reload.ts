import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { AuditLog } from '@sallyport/audit';
import { describeConfig, type ApprovalStore, type Guard } from '@sallyport/guard';
import { limits } from '../../limits.js';
import type { Budgets } from '../../relay/budgets.js';
import type { KillSwitch } from '../../relay/kill-switch.js';
import type { ProxyLog } from './proxy-log.js';
import type { ProxyOptions } from './proxy-options.js';

/** What a proxy changes while it runs. */
export interface LiveParts {
  guard: Guard;
  approvals: ApprovalStore;
  budgets: Budgets;
  killSwitch: KillSwitch;
  log: ProxyLog;
  audit: AuditLog;
  /** Takes what the file says of the rest: how blocks are answered. */
  apply: (options: ProxyOptions) => void;
}

/** Keeps a proxy as its configuration says, also when that changes. */
export interface Reloading {
  /** Reads the file anew. What cannot be used changes nothing. */
  reload(): Promise<void>;
  close(): void;
}

/**
 * Reads the configuration anew whenever its file is written or put in place of another.
 *
 * @param read reads the command line and its file again.
 */
export function watchConfig(file: string, read: () => Promise<ProxyOptions>, parts: LiveParts): Reloading {
  const { guard, approvals, budgets, killSwitch, log, audit, apply } = parts;
  let timer: NodeJS.Timeout | undefined;
  const reload = async (): Promise<void> => {
    try {
      const options = await read();
      const { config, scan } = options;
      const timeoutMs = config.askTimeoutMs;
      guard.reload({
        policy: config.policy,
        scan,
        callRules: config.custom.calls,
        approvals: { store: approvals, timeoutMs },
      });
      budgets.limits = options.budgets;
      killSwitch.settings = config.killSwitch;
      apply(options);
      const message = `the configuration was read anew: ${describeConfig(config)}`;
      audit.append({ kind: 'run', action: 'record', source: 'mcp-proxy', message });
      log.note(message);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log.note(`the changed configuration cannot be used, and the one before stays in force. ${why}`);
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    // Editors write in several steps.
    timer = setTimeout(() => void reload(), limits.settleMs).unref();
  };
  const watcher = watchFolder(file, soon, log);
  return {
    reload,
    close: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

/** The folder is watched, since many put a new file in the place of the old one. */
export function watchFolder(
  file: string,
  onChange: () => void,
  log: Pick<ProxyLog, 'note'>,
): FSWatcher | undefined {
  const stopped = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    log.note(`changes of ${file} are not seen (${why}): send SIGHUP after each.`);
  };
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(file)) onChange();
    });
    watcher.on('error', stopped);
    return watcher;
  } catch (error) {
    stopped(error);
    return undefined;
  }
}
