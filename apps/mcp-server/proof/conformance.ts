import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readClientFiles } from '@sallyport/certs';
import { findProgram, isSkippingForbidden } from '@sallyport/testing';
import { compareResults, failuresOf, runSuite, type ScenarioResults } from '@sallyport/testing/conformance';
import { buildFixture } from './conformance/fixture.js';
import { startRelay } from './conformance/relay.js';
import { openFront } from './front.js';

/** Scenarios that fail on purpose, by revision, each with the reason. */
const expected = JSON.parse(
  readFileSync(new URL('conformance/expected-failures.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, string>>;

const { values } = parseArgs({ options: { revision: { type: 'string', multiple: true } } });
const revisions = values.revision ?? ['2025-11-25', '2026-07-28'];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The suite by way of a relay that shows the certificate `web`. */
async function ask(origin: string, certs: string, revision: string): Promise<ScenarioResults> {
  const relay = await startRelay(origin, await readClientFiles(certs, 'web'));
  try {
    return await runSuite(['server', '--url', relay.url, '--requirements', revision]);
  } finally {
    relay.close();
  }
}

/** Tells how the two ways compare, and with what is expected. */
function judge(revision: string, direct: ScenarioResults, through: ScenarioResults): boolean {
  const { names, different } = compareResults(direct, through);
  const reasons = expected[revision] ?? {};
  const failing = names.filter((name) => failuresOf(direct, name).length > 0);
  const unexpected = failing.filter((name) => !(name in reasons));
  const passing = Object.keys(reasons).filter((name) => !failing.includes(name));
  say(
    `${revision}: ${names.length} scenarios, ${names.length - failing.length} pass, ${names.length - different.length} are the same through nginx`,
  );
  for (const name of different) {
    say(`  ${name} differs through nginx`);
    say(`    directly: ${direct.get(name)?.join(', ')}`);
    say(`    through:  ${through.get(name)?.join(', ')}`);
  }
  for (const name of unexpected) say(`  ${name} fails: ${failuresOf(direct, name).join(', ')}`);
  for (const name of passing) say(`  ${name} is expected to fail, and passes`);
  return names.length > 0 && different.length + unexpected.length + passing.length === 0;
}

const nginx = findProgram('nginx');
if (nginx === undefined) {
  say('skipped: nginx is not installed');
  process.exitCode = isSkippingForbidden() ? 1 : 0;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-conformance-'));
  const front = await openFront(nginx, folder, buildFixture);
  try {
    let isFine = true;
    for (const revision of revisions) {
      const direct = await ask(front.origin, front.certs, revision);
      const through = await ask(front.door.origin, front.certs, revision);
      isFine = judge(revision, direct, through) && isFine;
    }
    process.exitCode = isFine ? 0 : 1;
  } finally {
    await front.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
