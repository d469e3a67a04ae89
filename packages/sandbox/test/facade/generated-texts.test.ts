import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { temporaryFolder } from '@sallyport/testing';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/facade/spec/index.js';
import { apiPage, typeDeclarations } from '../../src/index.js';

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

describe('the committed page and declarations', () => {
  test('are current; vitest -u writes them anew', async () => {
    await expect(apiPage()).toMatchFileSnapshot('../../api.md');
    await expect(typeDeclarations()).toMatchFileSnapshot('../../api.d.ts');
  });

  test('name every operation', () => {
    for (const { name, form } of operations.filter((operation) => operation.form !== 'internal')) {
      expect(apiPage()).toContain(`### \`${name}`);
      expect(typeDeclarations()).toMatch(
        form === 'property' ? new RegExp(`readonly ${name}:`) : new RegExp(`\\b${name}\\(`),
      );
    }
  });
});

/** What the compiler says of a program, line by line; empty when it says nothing. */
function compile(program: string): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'api.d.ts'), typeDeclarations());
  writeFileSync(join(folder, 'program.ts'), program);
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2023',
    '--lib',
    'es2023',
    '--types',
    '--pretty',
    'false',
  ];
  const files = ['api.d.ts', 'program.ts'].map((file) => join(folder, file));
  const args = [compiler, ...options.filter((option) => option !== '--types'), ...files];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, output, errors) => resolve(output + errors));
  });
}

const declared = 'declare const df: DataFrame, a: DataFrame, b: DataFrame;\n';

describe('the declarations', () => {
  test('compile, together with every example', { timeout: 120_000 }, async () => {
    const examples = operations.map(({ id, example }) => `/* ${id} */ void (${example});`);
    expect(await compile(declared + examples.join('\n'))).toBe('');
  });

  test('know habits beside the examples, and refuse mistakes', { timeout: 120_000 }, async () => {
    const right = [
      "df.groupBy('a', 'b').agg(pl.col('x').sum(), pl.len()).sort('len', true).head(3)",
      "df.groupBy(['a', 'b']).agg([pl.col('x').sum()]).sort({ by: 'x', descending: true })",
      "df.groupBy('a').agg({ price: 'mean', quantity: ['min', 'max'] })",
      "df.filter({ city: 'Oslo', year: [2023, 2024] })",
      "df.withColumns({ total: pl.col('price').mul(pl.col('quantity')), one: 1 })",
      "df.select(pl.when(pl.col('a').gt(1)).then('x').otherwise('y').alias('c'))",
      "df.pivot('year', { index: 'city', values: 'price', aggregate: 'mean' })",
      "df.join(b, 'id', 'left').join(b, { leftOn: 'id', rightOn: 'key', validate: 'm:1' })",
      'const records: Record<string, Cell>[] = df.toRecords()',
      "const total = df.select(pl.col('x').sum()).item()",
      "df.select(pl.col(pl.Float64, pl.Int64), pl.cs.numeric().mean().suffix('_mean'))",
      'pl.DataFrame([{ a: 1 }, { a: null }], { schema: { a: pl.Int64 } })',
    ];
    const wrong = [
      "df.head('ten')",
      "pl.col('a').rank({ method: 'best' })",
      "df.join(b, { on: 'id', how: 'sideways' })",
      "df.sort('a', { descendin: true })",
      "pl.col('a').map((value: number) => value + 1)",
      "pl.col('a').isIn('Oslo')",
      'df.select((value: number) => value)',
      'df.colums',
    ];
    const lines = [...right, ...wrong.map((line) => `// @ts-expect-error\n${line}`)].map(
      (line) => `{\n${line};\n}`,
    );
    expect(await compile(declared + lines.join('\n'))).toBe('');
  });
});
