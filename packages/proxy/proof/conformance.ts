import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareResults, failuresOf, runSuite, type ScenarioResults } from '@sallyport/testing/conformance';
import { sallyportCommand } from '../src/index.js';
import { startListener } from './conformance/listener.js';
import { openTurnstile } from './conformance/turnstile.js';

const file = (name: string): string => fileURLToPath(new URL(`conformance/${name}`, import.meta.url));
const { values } = parseArgs({ options: { revision: { type: 'string', multiple: true } } });
const revisions = values.revision ?? ['2025-11-25', '2026-07-28'];
const folder = mkdtempSync(join(tmpdir(), 'sallyport-conformance-'));
/** Milliseconds for one scenario: the suite runs those of a client all at once, and most wait at the turnstile. */
const patience = ['--timeout', '300000'];
const turnstile = await openTurnstile(4);
const front = ['mcp', 'proxy', '--listen', '127.0.0.1:0', '--server'];

/** The suite against a server that a program starts. */
async function askServer(name: string, revision: string, program: string, args: readonly string[]) {
  const server = await startListener(program, args, join(folder, `${name} ${revision}`));
  try {
    return await runSuite(['server', '--url', server.url, '--requirements', revision, ...patience]);
  } finally {
    await server.stop();
  }
}

/** The suite against the reference client: without the proxy, or through it, over pipes or over HTTP. */
function watchClient(revision: string, through?: 'pipes' | 'front'): Promise<ScenarioResults> {
  const home = join(folder, `client ${revision} ${through ?? ''}`);
  const quoted = (text: string): string => JSON.stringify(text);
  const command = [
    process.execPath,
    file('client.mjs'),
    '--turnstile',
    String(turnstile.port),
    ...(through ? ['--through', sallyportCommand, '--home', home] : []),
    ...(through === 'front' ? ['--front'] : []),
  ];
  return runSuite([
    'client',
    '--command',
    command.map(quoted).join(' '),
    '--requirements',
    revision,
    ...patience,
  ]);
}

/** Prints how two runs compare; gives whether every scenario came to the same. */
function compare(title: string, without: ScenarioResults, through: ScenarioResults): boolean {
  const { names, different } = compareResults(without, through);
  const good = names.filter((name) => failuresOf(without, name).length === 0).length;
  process.stdout.write(
    `${title}: ${names.length} scenarios, ${good} pass without the proxy, ${names.length - different.length} come to the same through it\n`,
  );
  for (const name of different) {
    const [before, after] = [without.get(name) ?? [], through.get(name) ?? []];
    process.stdout.write(`  ${name}\n`);
    for (const check of before.filter((one) => !after.includes(one)))
      process.stdout.write(`    without: ${check}\n`);
    for (const check of after.filter((one) => !before.includes(one)))
      process.stdout.write(`    through: ${check}\n`);
  }
  return names.length > 0 && different.length === 0;
}

let allTheSame = true;
try {
  for (const revision of revisions) {
    // Sessions went with the revision of 2026; before it the proxy has them too.
    const kind = revision < '2026' ? ['--sessions'] : [];
    const direct = await askServer('direct', revision, file('reference-server.mjs'), kind);
    const upstream = await startListener(file('reference-server.mjs'), kind, folder);
    const remote = await askServer('upstream', revision, sallyportCommand, [
      ...front,
      'reference',
      '--upstream',
      upstream.url,
    ]);
    await upstream.stop();
    allTheSame = compare(`server ${revision}, HTTP to HTTP`, direct, remote) && allTheSame;
    const child = ['--', process.execPath, file('reference-server.mjs'), '--stdio'];
    const stdio = await askServer('stdio', revision, sallyportCommand, [...front, 'reference', ...child]);
    allTheSame = compare(`server ${revision}, HTTP to stdio`, direct, stdio) && allTheSame;
    const plain = await watchClient(revision);
    const piped = await watchClient(revision, 'pipes');
    allTheSame = compare(`client ${revision}, stdio to HTTP`, plain, piped) && allTheSame;
    const fronted = await watchClient(revision, 'front');
    allTheSame = compare(`client ${revision}, HTTP to HTTP`, plain, fronted) && allTheSame;
  }
} finally {
  turnstile.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = allTheSame ? 0 : 1;
