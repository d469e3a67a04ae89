import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { GuardError, GuardErrorCode } from '../errors.js';
import { limits } from '../limits.js';
import type { PresetName } from '../types.js';
import { configOf } from './config-of.js';
import { parseValues } from './parse-config.js';
import { describeProblem, type ConfigProblem } from './problem.js';
import type { GuardConfig } from './types.js';

/** What {@link parseConfig} may be told. */
export interface ConfigOptions {
  /** Goes before the preset that the file names. */
  preset?: PresetName;
  /** Where the text stands; relative paths in it are taken from its folder. Default: a file in the working folder. */
  file?: string;
}

/** What a text comes to, or everything that is wrong with it. */
export type ParsedConfig = { ok: true; config: GuardConfig } | { ok: false; problems: ConfigProblem[] };

/** Reads the text of a configuration. Does not throw: what is wrong comes back with its line. */
export function parseConfig(text: string, options: ConfigOptions = {}): ParsedConfig {
  const parsed = parseValues(text, options.file ?? 'sallyport.yaml');
  if (!parsed.ok) return parsed;
  const { values, notes } = parsed;
  const config = configOf(values, options.preset ?? values.preset ?? values.mode ?? 'balanced');
  return {
    ok: true,
    config: { ...config, notes, ...(options.file === undefined ? {} : { file: resolve(options.file) }) },
  };
}

/**
 * Reads a configuration file.
 * @throws {GuardError} `config-invalid`, with file, line and key of everything that is wrong.
 */
export function loadConfig(file: string, options: Pick<ConfigOptions, 'preset'> = {}): GuardConfig {
  const parsed = parseConfig(readText(file), { ...options, file });
  if (parsed.ok) return parsed.config;
  const list = parsed.problems.map((problem) => describeProblem(file, problem));
  const count = list.length === 1 ? 'One thing is' : `${list.length} things are`;
  throw invalid(`${count} wrong with the configuration:\n  ${list.join('\n  ')}`);
}

function readText(file: string): string {
  try {
    if (statSync(file).size > limits.configBytes) {
      throw invalid(`${file} is larger than ${limits.configBytes} bytes, which no configuration is.`);
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (GuardError.isInstance(error)) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const missing = `There is no configuration ${resolve(file)}. Give its absolute path, or write one: sallyport generate config -o ${file}`;
    throw invalid(code === 'ENOENT' ? missing : `The configuration cannot be read: ${message}.`, error);
  }
}

function invalid(message: string, cause?: unknown): GuardError {
  return new GuardError(GuardErrorCode.ConfigInvalid, message, { cause });
}
