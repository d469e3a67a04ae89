import { isRecord } from '../../is-record.js';
import type { JailReport, KillReason } from '../metrics.js';

/** Raise it when a pool and a host of different versions would not understand each other. */
export const protocolVersion = 1;

/** What a pool wants of a connection. */
export type Wish =
  /** To know which walls stand. */
  | { want: 'report' }
  /** A child for programs. */
  | { want: 'runner' }
  /** A child for files. The sources are paths as the host has them, the target a folder's name in its cache. */
  | { want: 'converter'; sources: string[]; target: string };

export type Hello = Wish & { version: number };

/** What a host grants. The paths are those that the child sees. */
export interface Welcome {
  version: number;
  report: JailReport;
  /** The folder of converted datasets. */
  dataFolder: string;
  /** The child's process, on the host. */
  pid: number;
  sources: string[];
  target: string;
}

/** How a host tells that a child is gone. */
export interface HostEnd {
  reason: KillReason;
  detail: string;
}

const most = { sources: 10_000, layers: 100 };
const endReasons: readonly string[] = ['died', 'memory', 'wall-clock', 'start'] satisfies KillReason[];

export function isHello(value: unknown): value is Hello {
  if (!isRecord(value) || typeof value['version'] !== 'number') return false;
  const { want, sources, target } = value;
  if (want === 'converter') return isTexts(sources) && sources.length <= most.sources && isText(target);
  return want === 'report' || want === 'runner';
}

export function isWelcome(value: unknown): value is Welcome {
  return (
    isRecord(value) &&
    value['version'] === protocolVersion &&
    isReport(value['report']) &&
    isText(value['dataFolder']) &&
    Number.isSafeInteger(value['pid']) &&
    isTexts(value['sources']) &&
    isText(value['target'])
  );
}

export function isHostEnd(value: unknown): value is HostEnd {
  return (
    isRecord(value) &&
    isText(value['reason']) &&
    endReasons.includes(value['reason']) &&
    isText(value['detail'])
  );
}

function isReport(value: unknown): value is JailReport {
  if (!isRecord(value) || !isText(value['kind'])) return false;
  const { kind, layers, reason } = value;
  return (
    ['bubblewrap', 'container', 'none'].includes(kind) &&
    (reason === undefined || isText(reason)) &&
    Array.isArray(layers) &&
    layers.length <= most.layers &&
    layers.every(isLayer)
  );
}

function isLayer(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value['name']) &&
    isText(value['why']) &&
    typeof value['active'] === 'boolean' &&
    (value['basis'] === 'built-in' || value['basis'] === 'tested') &&
    (value['advice'] === undefined || isText(value['advice']))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
