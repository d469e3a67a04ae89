import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { repository } from '../lib/places.js';

const page = join(repository, 'docs', 'performance.md');

/** The benches that have a section, in their order. */
export const sections = ['start', 'questions', 'scanner', 'proxy', 'egress', 'sandbox'] as const;

/** Of the benches that print lines without a title. */
const titles: Readonly<Record<string, string>> = {
  proxy: 'What the proxy adds to a message',
  egress: 'The egress proxy beside nginx and a bare proxy',
};

const introduction = `# Performance

Written by \`pnpm bench --write\` from what the benches print, each section by the run that it names. The machine is shared: ratios
and shares hold elsewhere, times move with the load. \`pnpm bench NAME\` measures again.
`;

/** Runs benches, each in a process of its own, and puts what they print into `docs/performance.md`; the other sections stay. */
export async function writePage(names: readonly string[], isFast: boolean): Promise<void> {
  const texts = readSections();
  for (const name of names) {
    const load = loadavg()[0]?.toFixed(1);
    const printed = await runBench(name, isFast);
    texts.set(name, `${sectionOf(name, printed)}\n\n${circumstances(name, load)}`);
  }
  const body = sections.flatMap((name) => {
    const text = texts.get(name);
    return text === undefined ? [] : [`<!-- bench ${name} -->\n\n${text}\n`];
  });
  writeFileSync(page, [introduction, ...body].join('\n'));
  const prettier = join(repository, 'node_modules', '.bin', 'prettier');
  execFileSync(prettier, ['--write', page], { cwd: repository, stdio: 'ignore' });
}

/** The sections of the page as it is. */
function readSections(): Map<string, string> {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const parts = text.split(/^<!-- bench (\w+) -->$/m).slice(1);
  return new Map(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1]?.trim() ?? '']] : [])),
  );
}

/** Tables as they are; lines of text as a list under a title. */
function sectionOf(name: string, printed: string): string {
  const begin = printed.indexOf('### ');
  if (begin >= 0) return printed.slice(begin).replaceAll(/^### /gm, '## ').trim();
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Error(`The bench ${name} printed nothing.`);
  return [`## ${titles[name] ?? name}\n`, ...lines.map((line) => `- ${line.trim()}`)].join('\n');
}

async function runBench(name: string, isFast: boolean): Promise<string> {
  const args = ['--import', 'tsx', join('scripts', 'bench.ts'), name, ...(isFast ? ['--fast'] : [])];
  const child = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    process.stdout.write(text);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The bench ${name} failed.`);
  return printed;
}

function circumstances(name: string, load: string | undefined): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' });
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `\`pnpm bench ${name}\` at commit ${commit.trim()}, Node ${process.versions.node}, ${cpus().length} cores, ${gigabytes} GiB, under a load of ${load} at its begin.`;
}
