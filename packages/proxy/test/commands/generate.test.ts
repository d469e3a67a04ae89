import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { presetNames } from '@sallyport/guard';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command.js';

const configs = fileURLToPath(new URL('../../../../configs/', import.meta.url));

describe('sallyport generate config', () => {
  it.each(presetNames)('writes %s as it lies in configs/', async (name) => {
    const home = temporaryFolder();
    const { code, out } = await runCommand(['generate', 'config', '--preset', name], { home });
    expect(code).toBe(0);
    expect(out).toBe(readFileSync(join(configs, `${name}.yaml`), 'utf8'));
  });

  it('writes a file that only its owner reads, that can be used, and that it does not replace unasked', async () => {
    const home = temporaryFolder();
    const write = ['generate', 'config', '-o', 'sallyport.yaml'];
    expect((await runCommand(write, { home })).code).toBe(0);
    expect(statSync(join(home, 'sallyport.yaml')).mode & 0o777).toBe(0o600);
    const checked = await runCommand(['check', '--kind', 'config', 'sallyport.yaml'], { home });
    expect(checked.out).toMatch(/^preset balanced /);
    const again = await runCommand([...write, '--preset', 'strict'], { home });
    expect(again.code).toBe(2);
    expect(again.error).toContain('--force');
    await runCommand([...write, '--preset', 'strict', '--force'], { home });
    expect(readFileSync(join(home, 'sallyport.yaml'), 'utf8')).toContain('preset: strict');
  });

  it('names the presets when asked for another', async () => {
    const { code, error } = await runCommand(['generate', 'config', '--preset', 'lax'], {
      home: temporaryFolder(),
    });
    expect(code).toBe(2);
    expect(error).toContain('balanced, strict, audit, generic-agent, claude-code');
  });
});
