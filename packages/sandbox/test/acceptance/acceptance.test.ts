import { beforeAll, describe, expect, it } from 'vitest';

import type { Sandbox } from '../../src/index.js';
import { openSandbox, suiteFolder } from '../process/harness.js';
import { difference } from './compare.js';
import { mistakes } from './mistakes.js';
import { themes } from './programs/index.js';
import { refused } from './programs/refused.js';
import { shippedData } from './reference/datasets.js';

const folder = suiteFolder();
let sandbox: Sandbox;

/** So long that it is the number of steps which ends a program, on a busy machine too. */
const patience = { wallMs: 60_000, language: { timeMs: 50_000 } };

beforeAll(async () => {
  sandbox = await openSandbox(folder, { dataFolder: shippedData, jail: 'auto', limits: patience });
});

const programs = Object.values(themes).flat();

it('is measured on enough programs, of which at least 95 % run at the first try', () => {
  expect(programs.length).toBeGreaterThanOrEqual(180);
  expect(programs.length / (programs.length + refused.length)).toBeGreaterThanOrEqual(0.95);
});

describe.concurrent.each(Object.entries(themes))('%s', (_theme, members) => {
  it.each(members.map((program) => [program.title, program] as const))('%s', async (_title, program) => {
    expect(difference(await sandbox.run(program.code), program.expected())).toBeUndefined();
  });
});

/** All that an error says to the author of a program. */
async function errorOf(code: string): Promise<{ code: string; says: string }> {
  const result = await sandbox.run(code);
  if (result.status === 'ok') throw new Error(`The program ran: ${code}`);
  const { error } = result;
  expect(error).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  return { code: error.code, says: [error.message, error.hint, ...(error.didYouMean ?? [])].join('\n') };
}

describe.concurrent('what is refused tells the fix', () => {
  it.each(refused.map((program) => [program.title, program] as const))('%s', async (_title, program) => {
    const { code, says } = await errorOf(program.code);
    expect(code).toBe(program.refused.code);
    expect(says).toMatch(program.refused.hint);
  });
});

describe.concurrent('the error of a mistake leads to a program that runs', () => {
  it.each(mistakes.map((mistake) => [mistake.title, mistake] as const))('%s', async (_title, mistake) => {
    const { code, says } = await errorOf(mistake.code);
    expect(code).toBe(mistake.error.code);
    expect(says).toMatch(mistake.error.says);
    const corrected = mistake.fix.reduce(
      (text, [wrong, right]) => text.replace(wrong, () => right),
      mistake.code,
    );
    expect(corrected).not.toBe(mistake.code);
    expect(await sandbox.run(corrected)).toMatchObject({ status: 'ok' });
  });
});
