import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it, vi } from 'vitest';

import { defaultSandboxLimits } from '../../src/index.js';
import { defaultLanguageLimits } from '../../src/language/index.js';
import { defaultPlanLimits } from '../../src/plan/index.js';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8');

interface Block {
  language: string;
  text: string;
}

const blocks = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']): Block => ({ language, text }),
);

/** A folder with what the page speaks of, where its programs and commands run. */
function workshop(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'data', 'sales.csv'), 'region,amount\nNorth,120\nSouth,95\nNorth,310\n');
  symlinkSync(join(packageFolder, 'bin', 'sallyport-sandbox.js'), join(folder, 'bin', 'sallyport-sandbox'));
  const shown = /^\$ cat (\S+)\n(.*?)^\$ /ms.exec(
    blocks.find(({ language }) => language === 'console')?.text ?? '',
  );
  writeFileSync(join(folder, shown?.[1] ?? 'program'), shown?.[2] ?? '');
  return folder;
}

/** Standard output and error, as a person sees them. */
function output(
  folder: string,
  command: string,
  args: readonly string[],
  variables: Record<string, string> = {},
): Promise<string> {
  const environment = {
    ...variables,
    PATH: [join(folder, 'bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: folder,
  };
  const child = spawn(command, args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  return new Promise((resolve) => {
    child.once('close', () => resolve(text.replace(/^The sandbox (?:runs programs without|'s).*\n/m, '')));
  });
}

/** What a page shows, in which `…` stands for anything, also for several lines. */
function shown(text: string): RegExp {
  const parts = text
    .trim()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

describe('the README', () => {
  it('has a library program that prints what it says', async () => {
    const at = blocks.findIndex(({ language }) => language === 'js');
    const folder = workshop();
    const library = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href);
    const program = (blocks[at]?.text ?? '').replace("'@sallyport/sandbox'", library);
    writeFileSync(join(folder, 'library.mjs'), program);
    const printed = await output(folder, process.execPath, ['library.mjs']);
    expect(blocks[at + 1]?.language).toBe('text');
    expect(printed.replaceAll(/\s+/g, ' ').trim()).toMatch(
      shown((blocks[at + 1]?.text ?? '').replaceAll(/\s+/g, ' ')),
    );
  });

  it('has commands that print what it says', async () => {
    const folder = workshop();
    const session = blocks
      .filter(({ language }) => language === 'console')
      .map(({ text }) => text)
      .join('');
    const steps = session
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const end = step.indexOf('\n');
        return { command: step.slice(0, end), expected: step.slice(end + 1) };
      });
    expect(steps.length).toBeGreaterThan(4);
    for (const { command, expected } of steps) {
      const printed = await output(folder, 'sh', ['-c', command]);
      expect(`${command}\n${printed.trim()}`).toMatch(shown(`${command}\n${expected}`));
    }
  });

  it('has a sandbox host that serves', async () => {
    const folder = workshop();
    mkdirSync(join(folder, 'run'));
    const command = (blocks.find(({ language }) => language === 'sh')?.text ?? '')
      .replace('/run/sallyport', join(folder, 'run'))
      .replace('/cache', join(folder, 'cache'))
      .replace('/data', join(folder, 'data'))
      .trim();
    const host = spawn('sh', ['-c', `exec ${command}`], { cwd: packageFolder, stdio: 'ignore' });
    try {
      const socket = join(folder, 'run', 'sandbox.sock');
      await vi.waitFor(() => expect(existsSync(socket)).toBe(true), 30_000);
      const program = 'echo "1 + 1" | sallyport-sandbox run -';
      expect(await output(folder, 'sh', ['-c', program], { SALLYPORT_SANDBOX_SOCKET: socket })).toBe('2\n');
    } finally {
      host.kill();
      await once(host, 'close');
    }
  });

  it('has no block that nothing runs', () => {
    const run = new Set(['js', 'text', 'console', 'sh']);
    expect(blocks.filter(({ language }) => !run.has(language)).map(({ language }) => language)).toEqual([
      'yaml',
    ]);
  });

  it('gives limits as they are', () => {
    const limits: Record<string, unknown> = {
      ...defaultSandboxLimits,
      ...prefixed('language', { ...defaultLanguageLimits, ...defaultSandboxLimits.language }),
      ...prefixed('plan', defaultPlanLimits),
    };
    const given = [...readme.matchAll(/^\| `([\w.]+)` +\| (\d+) +\|/gm)].map(([, name = '', value]) => [
      name,
      Number(value),
    ]);
    expect(given.length).toBeGreaterThan(10);
    expect(given).toEqual(given.map(([name]) => [name, limits[String(name)]]));
  });
});

function prefixed(prefix: string, limits: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(limits).map(([name, value]) => [`${prefix}.${name}`, value]));
}
