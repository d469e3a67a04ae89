import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@sallyport/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Arena, type ArenaMode } from './arena.js';
import { Canaries } from './canaries.js';
import { writeDatasets } from './data.js';
import { exhausting, reaching } from './programs/index.js';

/** One of each kind of attack, of those that are over soon. `pnpm proof sandbox-attacks` runs them all. */
const chosen = [
  'ambient: process.getBuiltinModule',
  'constructor: spelt by character codes',
  'pollution: of an object, by a computed name',
  'evasion: a program that speaks the protocol',
  'stack: an overflow that is caught',
  'stack: a deep expression',
  'stack: an expression of shared parts',
  'parser: assertions of types, many',
  'parser: parentheses',
  'cpu: a catch around a loop',
  'cpu: a pattern that backtracks',
  'memory: a text that doubles',
  'memory: closures',
  'output: a flood of lines',
  'output: a shared graph',
  'output: a cycle through a Map',
  'polars: texts that grow',
  'polars: a hundred thousand columns',
  'polars: a pattern of many megabytes',
];
const attacks = [...reaching, ...exhausting].filter(({ id }) => chosen.includes(id));

const folder = mkdtempSync(join(tmpdir(), 'sallyport-attacks-'));
let canaries: Canaries;

beforeAll(async () => {
  writeDatasets(folder, 60_000);
  canaries = await Canaries.open();
});

afterAll(async () => {
  await canaries.close();
  rmSync(folder, { recursive: true, force: true });
});

it('chooses attacks that there are', () => {
  expect(attacks.map(({ id }) => id).toSorted()).toEqual(chosen.toSorted());
});

function holds(mode: ArenaMode): void {
  let arena: Arena;

  beforeAll(async () => {
    arena = await Arena.open(mode, folder, canaries);
  });

  afterAll(() => arena.close());

  it.each(attacks)('holds against $id, and the pool stays well', async (attack) => {
    expect(await arena.attempt(attack)).toMatchObject({
      escape: undefined,
      missed: undefined,
      unwell: undefined,
    });
  });
}

describe('children without a jail and without the checker', () => {
  holds({ jail: 'none', checked: false, timed: false });
});

describeWith('bwrap', 'children in the jail', () => {
  holds({ jail: 'bubblewrap', checked: true, timed: false });
});
