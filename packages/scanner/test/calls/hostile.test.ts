import { describe, expect, it } from 'vitest';
import { scanLimits, scanMessageWithReport } from '../../src/index.js';

const size = 1024 * 1024;

function fill(piece: string): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

describe('a hostile megabyte in a call', () => {
  it.each([
    ['quotes', `'"`],
    ['pairs of quotes', `''`],
    ['letters in quotes', `'a'"b"`],
    ['backslashes', String.raw`\a`],
    ['one word after the other', 'a '],
    ['pipes', 'a|'],
    ['programs that print', 'echo x|rev|'],
    ['credentials', 'cat /etc/shadow;'],
    ['paths', '/etc/x '],
    ['substitutions', '$('],
    ['closed substitutions', '$(a)'],
    ['backticks', '`a`'],
    ['braces', '{a,'],
    ['braces in braces', '{a,{b,c}}'],
    ['variables that double', 'a=$a$a ;'],
    ['parameters', '${a'],
    ['arithmetic', '$(('],
    ['here-documents', '<<E\n'],
    ['redirections', '>a'],
    ['groups', '('],
    ['functions', 'f(){ '],
    ['globs', '/?*[a'],
    ['decoders', 'echo aa|base64 -d|sh;'],
    ['evaluations', 'eval eval '],
    ['shells in shells', `sh -c "`],
    ['loops', 'for a in b;do '],
    ['calls in a program', 'exec(os.system('],
    ['literals in a program', `open('/etc/x'`],
    ['statements', 'drop table a;'],
    ['comments', '/*--'],
    ['climbing', '../'],
    ['percent', '%252e'],
    ['URLs', 'http://1.1/?u=http://2.2/'],
    ['colons', '[::'],
    ['PowerShell', 'iex `'],
    ['JSON', '[{"a":'],
  ])('%s stays within its work', (_, piece) => {
    for (const name of ['command', 'code', 'path', 'url', 'sql', 'text']) {
      const text = fill(piece);
      const params = { name: 'run', arguments: { [name]: text } };
      const { work } = scanMessageWithReport(
        { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
        { direction: 'client-to-server' },
      );
      expect(work).toBeLessThanOrEqual(scanLimits.work);
    }
  });

  it.each([
    ['arguments', { a: 1 }],
    ['strings', 'rm -rf /'],
    ['lists', ['rm', '-rf', '/']],
  ])('of %s stays within its limits', (_, value) => {
    const list = Array.from({ length: 100_000 }, () => value);
    const params = { name: 'run', arguments: { command: list } };
    const { findings } = scanMessageWithReport(
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
      { direction: 'client-to-server' },
    );
    expect(findings.length).toBeLessThanOrEqual(scanLimits.findings + 10);
  });
});

it('reports a command that is too long to be read to its end', () => {
  const command = `echo ${'a '.repeat(20_000)}; rm -rf /; echo ${'b '.repeat(20_000)}`;
  const params = { name: 'bash', arguments: { command } };
  const { findings } = scanMessageWithReport(
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
    { direction: 'client-to-server' },
  );
  expect(findings.map(({ rule }) => rule)).toContain('command-unreadable');
});

describe('many commands in one call', () => {
  const rulesOf = (args: unknown): string[] =>
    scanMessageWithReport(
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run', arguments: args } },
      { direction: 'client-to-server' },
    ).findings.map(({ rule }) => rule);
  const many = Array.from({ length: 60 }, () => ({ command: 'a;'.repeat(150) }));

  it('have one allowance, and what is past it is told of', () => {
    expect(rulesOf({ steps: many.slice(0, 8) })).not.toContain('command-unreadable');
    expect(rulesOf({ steps: many })).toContain('command-unreadable');
  });

  it('do not use up what a text that is meant as a command has', () => {
    const notes = many.map(({ command }) => ({ hint: command }));
    expect(rulesOf({ notes, command: 'rm -rf /' })).toContain('destructive-delete');
  });
});
