import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Arena } from './arena.js';
import { goals } from './attack.js';
import { Canaries } from './canaries.js';
import { captureRealm, realmChange } from './child/realm-guard.mjs';
import { writeDatasets } from './data.js';
import { attemptHere } from './in-process.js';
import { reaching } from './programs/index.js';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-attacks-'));
let canaries: Canaries;
let arena: Arena;

beforeAll(async () => {
  writeDatasets(folder, 1000);
  canaries = await Canaries.open();
  arena = await Arena.open({ jail: 'none', checked: false, timed: false }, folder, canaries);
});

afterAll(async () => {
  await arena.close();
  await canaries.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(goals.filter((goal) => reaching.some((attack) => attack.goal === goal)))('%s', (goal) => {
  const attacks = reaching.filter((attack) => attack.goal === goal);

  it.each([
    ['with the checker', true],
    ['without the checker', false],
  ])('reaches nothing of this very process %s', (_title, checked) => {
    const reached = attacks.map(({ id, code }) => [
      id,
      attemptHere({ id, goal, code }, checked, arena.datasets, canaries),
    ]);
    expect(reached.filter(([, what]) => what !== undefined)).toEqual([]);
    expect(reached.length).toBeGreaterThan(3);
  });
});

const get: unknown = Reflect.get(Map.prototype, 'get');

// An attack that would not be noticed proves nothing.
describe('the judges', () => {
  it('notice a secret, a file, an account, a call and something written', async () => {
    const at = (words: string): string => canaries.fill(words);
    expect(canaries.sign('', { status: 'ok', value: 'nothing' })).toBeUndefined();
    expect(canaries.sign('', [process.env[at('@SECRET@')]])).toContain('environment');
    expect(canaries.sign('', readFileSync(at('@FILE@'), 'utf8'))).toContain('file');
    expect(canaries.sign('', readFileSync('/etc/passwd', 'utf8').split('\n'))).toContain('accounts');
    await fetch(at('@URL@taken'));
    expect(canaries.sign('', '')).toContain('GET /taken');
    writeFileSync(at('@FOLDER@/taken'), '');
    expect(canaries.sign('', '')).toContain('written: taken');
    expect(canaries.sign('', '')).toBeUndefined();
  });

  it.each<[string, damage: () => void, repair: () => void]>([
    [
      'a new name',
      () => Reflect.set(Object.prototype, 'polluted', 1),
      () => Reflect.deleteProperty(Object.prototype, 'polluted'),
    ],
    [
      'another function',
      () => Reflect.set(Map.prototype, 'get', () => 1),
      () => Reflect.set(Map.prototype, 'get', get),
    ],
    [
      'another prototype',
      () => Reflect.setPrototypeOf(Map.prototype, Set.prototype),
      () => Reflect.setPrototypeOf(Map.prototype, Object.prototype),
    ],
  ])('notice %s in what other code inherits', (_title, damage, repair) => {
    const realm = captureRealm();
    damage();
    const change = realmChange(realm);
    repair();
    expect(change).toBeTypeOf('string');
    expect(realmChange(realm)).toBeUndefined();
  });
});
