import { isRecord } from '../../is-record.js';

/** What a probe found that it can do from where programs run. An error's code stands for "no". */
export interface Findings {
  /** Names of environment variables. */
  environment: string[];
  /** `read`, or why a file of this machine cannot be read. */
  hostFile: string;
  /** By path: `written`, or why nothing can be written there. */
  writes: Record<string, string>;
  /** `connected` to a listener of the parent, or why not. */
  network: string;
  /** Network interfaces but the loopback. */
  interfaces: string[];
  /** `started`, or why no child process can be. */
  childProcess: string;
  /** Shells and tools that are in sight. */
  programs: string[];
  /** The namespaces by kind, as the kernel names them. */
  namespaces: Record<string, string>;
  user: number;
  /** Lines of `/proc/self/status` by name. */
  status: Record<string, string>;
  /** Hard resource limits by the kernel's name for them. */
  limits: Record<string, string>;
}

/** What a probe is told. */
export interface ProbeRequest {
  /** A TCP port on 127.0.0.1 at which the parent listens. */
  port: number;
  hostFile: string;
}

/** Parses what a probe says; `undefined` when it is something else. */
export function parseFindings(text: string): Findings | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isFindings(value) ? value : undefined;
}

function isFindings(value: unknown): value is Findings {
  if (!isRecord(value)) return false;
  const { environment, hostFile, writes, network, interfaces, childProcess, programs } = value;
  return (
    [environment, interfaces, programs].every((list) => Array.isArray(list) && list.every(isText)) &&
    [hostFile, network, childProcess].every(isText) &&
    [writes, value['namespaces'], value['status'], value['limits']].every(
      (record) => isRecord(record) && Object.values(record).every(isText),
    ) &&
    typeof value['user'] === 'number'
  );
}

const isText = (value: unknown): boolean => typeof value === 'string';
