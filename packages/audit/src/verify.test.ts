import { appendFileSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import {
  followEvents,
  openAuditLog,
  readEvents,
  verifyAuditLog,
  type SecurityEvent,
  type SecurityEventInput,
} from './index.js';

const event: SecurityEventInput = {
  kind: 'run',
  action: 'record',
  source: 'test',
  message: 'A run began.',
  runId: 'r1',
};

/** A log of ten events in files of about four, and where its files lie. */
function filledLog(): { folder: string; files: string[] } {
  const folder = temporaryFolder();
  const log = openAuditLog(folder, { fileBytes: 1500 });
  for (let index = 0; index < 10; index++) log.append({ ...event, data: { index } });
  log.close();
  const files = readdirSync(folder)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => join(folder, name));
  return { folder, files };
}

const codes = async (folder: string): Promise<[boolean, string[]]> => {
  const { ok, problems } = await verifyAuditLog(folder);
  return [ok, [...new Set(problems.map((problem) => problem.code))]];
};

describe('verifyAuditLog', () => {
  it('passes a log that nobody touched, and a folder that is not there', async () => {
    expect(await codes(filledLog().folder)).toEqual([true, []]);
    expect(await verifyAuditLog(join(temporaryFolder(), 'none'))).toMatchObject({
      ok: true,
      files: 0,
      events: 0,
    });
  });

  it('sees any change of any character of any line', async () => {
    const { folder, files } = filledLog();
    const [path = ''] = files;
    const whole = readFileSync(path, 'utf8');
    const missed: number[] = [];
    for (let at = 0; at < whole.length - 1; at += 7) {
      if (whole[at] === '\n') continue;
      writeFileSync(path, whole.slice(0, at) + (whole[at] === 'x' ? 'y' : 'x') + whole.slice(at + 1));
      if ((await verifyAuditLog(folder)).problems.length === 0) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  it('names the file and the line', async () => {
    const { folder, files } = filledLog();
    const [path = ''] = files;
    writeFileSync(path, readFileSync(path, 'utf8').replace('"runId":"r1"', '"runId":"r2"'));
    const { ok, problems } = await verifyAuditLog(folder);
    expect(ok).toBe(false);
    expect(problems).toEqual([
      expect.objectContaining({ file: path.slice(folder.length + 1), line: 2, code: 'hash-mismatch' }),
    ]);
  });

  it('sees a line taken out, a line put in twice, two lines swapped, and a file taken away', async () => {
    const edits: ((lines: string[]) => string[])[] = [
      (lines) => lines.toSpliced(1, 1),
      (lines) => lines.toSpliced(1, 0, lines[1] ?? ''),
      ([first = '', second = '', third = '', ...rest]) => [first, third, second, ...rest],
    ];
    for (const edit of edits) {
      const { folder, files } = filledLog();
      const [path = ''] = files;
      writeFileSync(path, edit(readFileSync(path, 'utf8').split('\n')).join('\n'));
      expect(await codes(folder)).toEqual([false, ['chain-broken']]);
    }
    const { folder, files } = filledLog();
    rmSync(files[1] ?? '');
    expect(await codes(folder)).toEqual([false, ['file-missing', 'chain-broken']]);
  });

  it('tells a torn last line from tampering', async () => {
    const { folder, files } = filledLog();
    const last = files.at(-1) ?? '';
    truncateSync(last, readFileSync(last).length - 20);
    const { ok, problems, chains } = await verifyAuditLog(folder);
    expect(ok).toBe(true);
    expect(problems.map((problem) => problem.code)).toEqual(['torn-line']);
    expect(chains[0]?.closed).toBe(false);
    appendFileSync(last, '\n{"id":"forged"}\n');
    expect((await codes(folder))[0]).toBe(false);
  });

  it('holds for processes that write side by side and are killed in the middle', async () => {
    const folder = temporaryFolder();
    const library = pathToFileURL(join(import.meta.dirname, '../dist/index.js')).href;
    const program = `
      const { openAuditLog } = await import(${JSON.stringify(library)});
      const log = openAuditLog(${JSON.stringify(folder)}, { fileBytes: 20000 });
      for (let index = 0; ; index++) {
        log.append({ kind: 'run', action: 'record', source: 'child', message: 'Event ' + index });
        if (index === 50) process.stdout.write('ready');
      }`;
    const children = Array.from({ length: 3 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program]),
    );
    await Promise.all(children.map((child) => once(child.stdout, 'data')));
    const ends = children.map((child) => once(child, 'exit'));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(ends);
    const { ok, chains } = await verifyAuditLog(folder);
    expect(ok).toBe(true);
    expect(chains).toHaveLength(3);
    for (const chain of chains) expect(chain.events).toBeGreaterThan(50);
  });
});

describe('reading', () => {
  it('filters and keeps the newest', async () => {
    const folder = temporaryFolder();
    const log = openAuditLog(folder);
    for (let index = 0; index < 30; index++) {
      log.append({ ...event, runId: index % 2 ? 'odd' : 'even', data: { index } });
    }
    log.close();
    const odd = await readEvents(folder, { runId: 'odd', limit: 3 });
    expect(odd.map((found) => found.data?.['index'])).toEqual([25, 27, 29]);
    const [first] = odd;
    expect(await readEvents(folder, { id: first?.id })).toEqual([first]);
  });

  it('follows what other logs write from then on, until it is told to stop', async () => {
    const folder = temporaryFolder();
    openAuditLog(folder).append(event);
    const controller = new AbortController();
    const followed: SecurityEvent[] = [];
    const reading = (async () => {
      for await (const found of followEvents(folder, {
        filter: { source: 'late' },
        signal: controller.signal,
      })) {
        followed.push(found);
        if (followed.length === 2) controller.abort();
      }
    })();
    const late = openAuditLog(folder);
    const timer = setInterval(() => late.append({ ...event, source: 'late' }), 20);
    await reading;
    clearInterval(timer);
    expect(followed.map((found) => found.source)).toEqual(['late', 'late']);
  });
});
