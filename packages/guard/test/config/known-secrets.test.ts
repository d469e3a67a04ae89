import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/index.js';
import { knownSecretsOf, type ProtectSettings } from '../../src/index.js';

function settings(text: string, file: string): ProtectSettings {
  const parsed = parseConfig(text, { file });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config.protect;
}

describe('what a configuration protects', () => {
  it('is what variables, files and canaries hold', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'keys'), 'first value of all\n\n# a comment\n', { mode: 0o600 });
    writeFileSync(join(folder, '.env'), 'export DATABASE="quoted value"\nEMPTY=\n');
    const { values = [], canaries } = knownSecretsOf(
      settings(
        `dlp: { secrets_file: keys, min_env_secret_length: 10 }
protect: { env: [PLAIN], env_file: .env, canaries: [{ name: trap, value: planted-value }] }`,
        join(folder, 'sallyport.yaml'),
      ),
      {
        PLAIN: 'short',
        SERVICE_TOKEN: 'long enough value',
        OTHER_KEY: 'brief',
        SSH_KEY_FILE: '/home/me/.ssh/id_rsa',
        HOME: '/home/me/and/more',
      },
    );
    expect(values.map(({ value }) => value).sort()).toEqual([
      'first value of all',
      'long enough value',
      'quoted value',
      'short',
    ]);
    expect(canaries).toEqual([{ name: 'trap', value: 'planted-value' }]);
  });

  it('is refused where it would go unprotected', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'keys');
    writeFileSync(file, 'value\n');
    chmodSync(file, 0o644);
    const of =
      (text: string): (() => unknown) =>
      () =>
        knownSecretsOf(settings(text, join(folder, 'sallyport.yaml')), {});
    expect(of('dlp: { secrets_file: keys }')).toThrow(/chmod 600/);
    expect(of('dlp: { secrets_file: none }')).toThrow(/cannot be read/);
    expect(of('protect: { env: [MISSING] }')).toThrow(/MISSING, which is not set/);
  });
});
