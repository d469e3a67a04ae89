import { readdirSync } from 'node:fs';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command.js';

describe('sallyport demo', () => {
  it('shows every attack being stopped, through the real proxy, and leaves nothing behind', async () => {
    const home = temporaryFolder();
    const { code, out, error } = await runCommand(['demo'], { home, environment: { TMPDIR: home } });
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out.match(/^ {2}stopped /gm)?.length).toBeGreaterThanOrEqual(8);
    expect(out).not.toContain('FAILED');
    expect(out).toMatch(/(\d+) of \1 stopped; \d+ events in the log, whose hash chains are whole/);
    expect(readdirSync(home)).toEqual([]);
  });
});
