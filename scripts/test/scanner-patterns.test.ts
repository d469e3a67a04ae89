import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { repository } from '../lib/places.js';
import { prove } from '../proof/scanner-patterns/check.js';

const timeout = 100;

describe('the proof of patterns', () => {
  it.each([
    ['a repeat of a repeat', '(a+)+b', ''],
    ['two ways to read one letter', '(?:a|a)*b', 'y'],
    ['parts that may all be missing', '(?:a?b?)*c', 'y'],
    ['two repeats of one letter in a row', '^a+a+b', ''],
    ['a search from each letter of a repeat', 'a+b', ''],
    ['something after something', String.raw`\bpush\b.*--mirror\b`, ''],
    ['the end of a run', '=+$', ''],
    ['what is looked ahead at in a repeat', '(?:x(?=x*b))+y', 'y'],
    ['what is looked behind at', String.raw`(?<=a[^\n]{0,200}[^\n]{0,200}[^\n]{0,200}b)c`, 'y'],
    ['words whose letters are those of the gaps', String.raw`pass (?:[\w.-]{1,24}[\s_*-]{1,4}){0,6}as`, 'iy'],
    ['words with gaps that may be missing', '(?:[a-z]{1,24} ?){0,8}foo', 'y'],
    ['lines that may be one line', String.raw`(?:[A-Z-]{2,24}: [^\n]{0,120}\s{1,16}){0,5}[a-z]{24}`, 'y'],
  ])('refuses %s', (_, source, flags) => {
    expect(prove({ where: '', source, flags }, timeout)).toMatchObject({ isSafe: false });
  });

  it.each([
    ['a run from one place', 'a+b', 'y'],
    ['a run that nothing stands before', String.raw`(?<![\d.])[\d.]+$`, ''],
    ['words and gaps with no letter in common', String.raw`pass (?:[\w.]{1,24}[\s*-]{1,4})*as`, 'iy'],
    ['something after something, with nothing like the first between', '<[^<>]*>', 'g'],
    ['two repeats with bounds', String.raw`\s{0,4}\s{0,4}x`, 'y'],
  ])('passes %s', (_, source, flags) => {
    expect(prove({ where: '', source, flags }, timeout)).toMatchObject({ isSafe: true });
  });

  it('passes every pattern of the scanner', () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        'tsx',
        'scripts/proof.ts',
        'scanner-patterns',
        '--seconds',
        '0',
        '--timeout',
        String(timeout),
      ],
      { cwd: repository, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    const unproved = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('|'));
    expect(unproved).toEqual([]);
    const counts = Array.from(stdout.matchAll(/^\| \S.*\| (\d+) *\|$/gm), ([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1500);
  }, 180_000);
});
