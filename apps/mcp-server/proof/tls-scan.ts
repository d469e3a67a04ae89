import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, isSkippingForbidden } from '@sallyport/testing';
import { buildFixture } from './conformance/fixture.js';
import { openFront } from './front.js';

/** What a scanner reports that is as it should be, by its id in testssl.sh, with the reason. */
const explained: Readonly<Record<string, string>> = {
  cert_chain_of_trust: 'the authority is private: both ends are ours',
  cert_revocation: 'revocations are in a list that is handed out with the certificates, not at an address',
  cert_notAfter: 'leaves live 30 days, and are renewed by themselves',
  cert_expirationStatus: 'leaves live 30 days, and are renewed by themselves',
  OCSP_stapling: 'revocations are in a list that both ends have',
  DNS_CAArecord: 'the names are no public ones',
  certificate_transparency: 'no public authority has signed',
  HSTS: '/mcp is for programs, which speak no plain HTTP; the page has it',
  engine_problem: "the scanner's own OpenSSL has no GOST",
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  await once(child, 'close');
  return out;
}

/** What sslscan finds wrong. */
async function scan(program: string, port: string): Promise<string[]> {
  const xml = await run(program, ['--xml=-', '--sni-name=localhost', `127.0.0.1:${port}`]);
  const offered = [...xml.matchAll(/<protocol type="(\w+)" version="([\d.]+)" enabled="1"/g)].map(
    ([, type, version]) => `${type} ${version}`,
  );
  const faults = offered.filter((protocol) => protocol !== 'tls 1.3').map((protocol) => `offers ${protocol}`);
  if (!offered.includes('tls 1.3')) faults.push('offers no TLS 1.3');
  if (/<heartbleed [^>]*vulnerable="1"/.test(xml)) faults.push('heartbleed');
  if (/<renegotiation supported="1" secure="0"/.test(xml)) faults.push('insecure renegotiation');
  if (/<compression supported="1"/.test(xml)) faults.push('compression');
  for (const [, bits, cipher] of xml.matchAll(/<cipher [^>]*bits="(\d+)" cipher="(\w+)"/g))
    if (Number(bits) < 128) faults.push(`cipher ${cipher}`);
  if (!xml.includes('<signature-algorithm>ecdsa-with-SHA256<')) faults.push('another signature than ECDSA');
  if (/<self-signed>true|<expired>true/.test(xml)) faults.push('self-signed or expired');
  return faults;
}

interface Finding {
  id: string;
  severity: string;
  finding: string;
}

/** What testssl.sh finds that is not explained. */
async function test(program: string, port: string, folder: string, certs: string): Promise<string[]> {
  const file = join(folder, `testssl-${port}.json`);
  const what = ['--protocols', '--std', '--pfs', '--server-preference', '--server-defaults', '--vulnerable'];
  const how = ['--quiet', '--warnings', 'off', '--jsonfile', file, '--add-ca', join(certs, 'ca.pem')];
  await run(program, [...what, ...how, '--ip', '127.0.0.1', `https://localhost:${port}`]);
  if (!existsSync(file)) return ['testssl.sh wrote nothing'];
  const findings = JSON.parse(readFileSync(file, 'utf8')) as Finding[];
  const bad = findings.filter(({ severity }) => /^(?:LOW|MEDIUM|HIGH|CRITICAL|WARN|FATAL)$/.test(severity));
  const known = [...new Set(bad.filter(({ id }) => id in explained).map(({ id }) => id))];
  for (const id of known) say(`    explained: ${id} (${explained[id]})`);
  return bad
    .filter(({ id }) => !(id in explained))
    .map(({ id, severity, finding }) => `${severity} ${id}: ${finding}`);
}

const nginx = findProgram('nginx');
const sslscan = findProgram('sslscan');
const testssl = findProgram('testssl');
const missing = [nginx ?? 'nginx', sslscan ?? 'sslscan', testssl ?? 'testssl.sh'].filter(
  (program) => !program.startsWith('/'),
);
if (nginx === undefined || sslscan === undefined) {
  say(`skipped: ${missing.join(' and ')} not installed`);
  process.exitCode = isSkippingForbidden() ? 1 : 0;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-tls-'));
  const front = await openFront(nginx, folder, buildFixture);
  try {
    const doors = {
      'MCP server': front.origin,
      'nginx, /mcp': front.door.origin,
      page: front.door.pageOrigin,
    };
    let faults = 0;
    for (const [name, origin] of Object.entries(doors)) {
      const { port } = new URL(origin);
      say(name);
      const found = await scan(sslscan, port);
      say(`  sslscan: ${found.join(', ') || 'nothing'}`);
      const more = testssl === undefined ? [] : await test(testssl, port, folder, front.certs);
      say(
        `  testssl.sh: ${testssl === undefined ? 'skipped: not installed' : more.join('; ') || 'nothing else'}`,
      );
      faults += found.length + more.length;
    }
    process.exitCode = faults > 0 || (testssl === undefined && isSkippingForbidden()) ? 1 : 0;
  } finally {
    await front.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
