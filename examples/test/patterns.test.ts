import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const execute = promisify(execFile);

describe('each pattern in TypeScript', { timeout: 120_000 }, () => {
  it.each(['a-single-server', 'b-several-servers', 'c-mixed-transports', 'd-handoffs'])(
    '%s verifies itself',
    async (name) => {
      const { stdout } = await execute(process.execPath, ['--import', 'tsx', `src/${name}/main.ts`], {
        cwd: root,
        env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'] },
        timeout: 110_000,
      });
      expect(stdout).toMatch(/verified\n$/);
    },
  );
});
