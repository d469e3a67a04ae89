import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, leavesItsMember, members, repository, siblingOf } from './workspace.js';

/** What anyone's tests and builds use, and what is no part of the house. */
const workshop = new Set(['testing', 'tsconfig']);
const house = members().filter(({ name }) => !workshop.has(name));
const imports = house.flatMap(importsOf);

/** The arrows of `docs/architecture.md`, by where they begin. */
function drawnArrows(): Map<string, Set<string>> {
  const page = readFileSync(join(repository, 'docs', 'architecture.md'), 'utf8');
  const block = /## Arrows[^]*?```\n([^]*?)```/.exec(page)?.[1] ?? '';
  const arrows = new Map(house.map(({ name }) => [name, new Set<string>()]));
  for (const line of block.split('\n').filter((text) => text.includes('──▶'))) {
    const stations = line.split('──▶').map((station) => station.split(',').map((name) => name.trim()));
    for (const [index, [from = '']] of stations.slice(0, -1).entries()) {
      for (const to of stations[index + 1] ?? []) arrows.get(from)?.add(to);
    }
  }
  return arrows;
}

describe('the arrows of the architecture page', () => {
  const drawn = drawnArrows();

  it.each(house.map((member) => [member.name, member] as const))(
    '%s depends on what they say',
    (name, member) => {
      expect(member.dependencies.toSorted()).toEqual([...(drawn.get(name) ?? [])].toSorted());
    },
  );

  it.each(house.map(({ name }) => [name]))('%s imports what they say', (name) => {
    const used = imports.filter(({ member, isTest }) => member.name === name && !isTest);
    const siblings = new Set(
      used.flatMap(({ specifier }) => siblingOf(specifier) ?? []).filter((sibling) => !workshop.has(sibling)),
    );
    expect([...siblings].toSorted()).toEqual([...(drawn.get(name) ?? [])].toSorted());
  });

  it('leave scanner, sandbox, certs and audit without a sibling', () => {
    for (const name of ['scanner', 'sandbox', 'certs', 'audit']) expect(drawn.get(name)).toEqual(new Set());
  });
});

describe('imports', () => {
  it('never reach an app, and never go around a package’s public surface', () => {
    const apps = new Set(house.filter(({ isApp }) => isApp).map(({ name }) => name));
    const wrong = imports.filter((one) => apps.has(siblingOf(one.specifier) ?? '') || leavesItsMember(one));
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('take types alone of the scanner into the agent', () => {
    const ofScanner = imports.filter(
      ({ member, isTest, specifier }) =>
        member.name === 'agent' && !isTest && siblingOf(specifier) === 'scanner',
    );
    expect(ofScanner.length).toBeGreaterThan(0);
    expect(ofScanner.every(({ isTypeOnly }) => isTypeOnly)).toBe(true);
  });
});
