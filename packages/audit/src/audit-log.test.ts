import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { auditLimits, openAuditLog, readEvents, verifyAuditLog, type SecurityEventInput } from './index.js';

const blocked: SecurityEventInput = {
  kind: 'mcp-message',
  action: 'block',
  source: 'test',
  message: 'A secret was kept in.',
  server: 'data',
  tool: 'run',
};

describe('openAuditLog', () => {
  it('writes an event before it returns, in a file that only its owner may read', async () => {
    const folder = join(temporaryFolder(), 'audit');
    const log = openAuditLog(folder);
    const event = log.append(blocked);
    expect(readFileSync(log.file, 'utf8')).toContain(event.id);
    expect(statSync(log.file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    log.close();
    expect(await verifyAuditLog(folder)).toMatchObject({ ok: true, files: 1, events: 3, problems: [] });
  });

  it('gives ids that sort in the order of writing, even when the clock goes back', async () => {
    const folder = temporaryFolder();
    let now = Date.parse('2026-03-01T12:00:00Z');
    const log = openAuditLog(folder, { clock: () => now });
    const ids = Array.from({ length: 200 }, (_, index) => {
      now += index % 3 === 0 ? -5 : 2;
      return log.append(blocked).id;
    });
    log.close();
    expect([...ids].sort((a, b) => (a < b ? -1 : 1))).toEqual(ids);
    expect(new Set(ids).size).toBe(200);
    expect((await readEvents(folder, { kind: 'mcp-message' })).map((event) => event.id)).toEqual(ids);
  });

  it('carries the chain over files by size and by day', async () => {
    const folder = temporaryFolder();
    let now = Date.parse('2026-03-01T23:59:00Z');
    const log = openAuditLog(folder, { clock: () => now, fileBytes: 2000 });
    for (let index = 0; index < 20; index++) log.append(blocked);
    const bySize = readdirSync(folder).length;
    expect(bySize).toBeGreaterThan(3);
    now += 120_000;
    log.append(blocked);
    log.close();
    expect(readdirSync(folder).length).toBeGreaterThan(bySize);
    const { ok, chains } = await verifyAuditLog(folder);
    expect(ok).toBe(true);
    expect(chains).toHaveLength(1);
    expect(chains[0]).toMatchObject({ closed: true });
  });

  it('masks what looks like a secret, wherever a caller put it', () => {
    const log = openAuditLog(temporaryFolder());
    const secrets = [
      ['AKIA', 'QYLPMN5HHHFPZAM2'].join(''),
      ['ghp_', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'].join(''),
      ['-----BEGIN ', 'PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC'].join(''),
      ['eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiI0NDIxNyJ9', '.k3Lr9vT4bN8cWmK1pZ7s'].join(''),
      ['hunter2', 'hunter2'].join(''),
    ];
    const [aws = '', github = '', key = '', token = '', password = ''] = secrets;
    log.append({
      ...blocked,
      message: `found ${aws}`,
      tool: github,
      data: {
        [aws]: 1,
        nested: [{ key, list: [token] }],
        url: `postgres://app:${password}@db/x`,
        line: `password=${password}`,
      },
      findings: [
        {
          rule: 'r',
          title: 't',
          category: 'c',
          severity: 's',
          confidence: 1,
          pointer: `/${aws}`,
          start: 0,
          end: 1,
          excerpt: token,
          why: `password: ${password}`,
        },
      ],
    });
    const text = readFileSync(log.file, 'utf8');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).toContain('AKIA…M2');
    log.close();
  });

  it('keeps an event under the limit of its length', async () => {
    const folder = temporaryFolder();
    const log = openAuditLog(folder);
    const words = Array.from(
      { length: 3000 },
      (_, index) => `word ${index} of many that make up a long event`,
    );
    const event = log.append({ ...blocked, data: { words } });
    expect(JSON.stringify(event).length).toBeLessThan(auditLimits.eventBytes);
    log.close();
    expect((await verifyAuditLog(folder)).ok).toBe(true);
  });

  it('counts passes and writes them as one event', async () => {
    const folder = temporaryFolder();
    let now = 1_800_000_000_000;
    const log = openAuditLog(folder, { clock: () => now });
    const pass = {
      source: 'guard',
      server: 'data',
      method: 'tools/call',
      direction: 'client-to-server',
    } as const;
    for (let index = 0; index < 7; index++) log.countPass(pass);
    expect(await readEvents(folder, { action: 'allow' })).toEqual([]);
    now += auditLimits.summaryAge;
    log.append(blocked);
    const [summary] = await readEvents(folder, { action: 'allow' });
    expect(summary).toMatchObject({
      data: { count: 7, passes: [{ server: 'data', method: 'tools/call', count: 7 }] },
    });
    for (let index = 0; index < auditLimits.passesPerSummary; index++) log.countPass(pass);
    expect(await readEvents(folder, { action: 'allow' })).toHaveLength(2);
    log.close();
    expect(() => log.append(blocked)).toThrow(expect.objectContaining({ code: 'closed' }));
  });

  it('says so when the folder cannot be used', () => {
    const file = join(temporaryFolder(), 'a-file');
    openAuditLog(file).close();
    const inFile = join(file, readdirSync(file)[0] ?? '');
    expect(() => openAuditLog(inFile)).toThrow(expect.objectContaining({ code: 'folder-unusable' }));
  });
});
