import { readFile } from 'node:fs/promises';
import { CertificateError, CertificateErrorCode } from '../errors.js';
import { limits } from '../limits.js';
import { assertName, type LeafOwner } from '../places.js';
import type { WantedLeaf } from '../ensure.js';

/** One folder that certificates are handed to: what lies in it, and whose it is. */
export interface DeploymentTarget {
  /** Gets `ca.pem`, `crl.pem` and the leaves, laid out as a certificate folder. */
  folder: string;
  /** The user and the group that may read what is secret. */
  uid: number;
  gid: number;
  /** The leaves that belong here, and no others. None where the trust anchor is all that is needed. */
  leaves: readonly WantedLeaf[];
}

/** Who gets what: see {@link readPlan}. */
export interface DeploymentPlan {
  /** The folder of the authority and of its key. It is handed to nobody. */
  authority: string;
  /** A file that is there when everything has been handed out, and is touched while the deployment lives. */
  status: string;
  targets: readonly DeploymentTarget[];
}

/**
 * Reads a plan: `{ "authority", "status", "targets": [{ "folder", "uid", "gid", "leaves": [{ "kind", "name", "names" }] }] }`.
 *
 * @throws CertificateError `plan-invalid` that names what is wrong
 */
export async function readPlan(path: string): Promise<DeploymentPlan> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw invalid(path, 'it cannot be read', cause);
  });
  if (text.length > limits.planBytes) throw invalid(path, `it is longer than ${limits.planBytes} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(path, 'it is not JSON', cause);
  }
  const wrong = (what: string): never => {
    throw invalid(path, what);
  };
  if (!isRecord(value)) return wrong('it is not an object');
  const { authority, status, targets } = value;
  if (!isPath(authority)) return wrong('"authority" is not an absolute path');
  if (!isPath(status)) return wrong('"status" is not an absolute path');
  if (!Array.isArray(targets) || targets.length === 0) return wrong('"targets" is not a list of folders');
  return { authority, status, targets: targets.map((target) => targetFrom(target, wrong)) };
}

function targetFrom(value: unknown, wrong: (what: string) => never): DeploymentTarget {
  if (!isRecord(value)) return wrong('a target is not an object');
  const { folder, uid, gid, leaves = [] } = value;
  if (!isPath(folder)) return wrong('the "folder" of a target is not an absolute path');
  if (!isId(uid) || !isId(gid))
    return wrong(`${folder}: "uid" and "gid" are not numbers of a user and a group`);
  if (!Array.isArray(leaves)) return wrong(`${folder}: "leaves" is not a list`);
  return { folder, uid, gid, leaves: leaves.map((leaf) => leafFrom(leaf, folder, wrong)) };
}

function leafFrom(value: unknown, folder: string, wrong: (what: string) => never): WantedLeaf {
  if (!isRecord(value)) return wrong(`${folder}: a leaf is not an object`);
  const { kind, name, names } = value;
  if (!isKind(kind)) return wrong(`${folder}: the "kind" of a leaf is neither "server" nor "client"`);
  if (typeof name !== 'string') return wrong(`${folder}: the "name" of a leaf is not a text`);
  assertName(name);
  if (names === undefined) return { kind, name };
  if (!Array.isArray(names) || !names.every((each) => typeof each === 'string')) {
    return wrong(`${folder}: the "names" of ${name} are not a list of texts`);
  }
  return { kind, name, extraNames: names };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('/') && !value.includes('\0');
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isKind(value: unknown): value is LeafOwner['kind'] {
  return value === 'server' || value === 'client';
}

function invalid(path: string, what: string, cause?: unknown): CertificateError {
  return new CertificateError(
    CertificateErrorCode.PlanInvalid,
    `The plan ${path} cannot be carried out: ${what}.`,
    'Correct it: packages/certs/README.md shows one.',
    cause === undefined ? undefined : { cause },
  );
}
