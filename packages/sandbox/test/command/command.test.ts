import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@sallyport/testing';
import { beforeEach, describe, expect, it } from 'vitest';

import { firstLineOf, sallyportSandbox, withoutJailWarning, type Ended } from './harness.js';

let folder: string;
let cache: string;

beforeEach(() => {
  folder = temporaryFolder();
  cache = join(folder, 'cache');
  writeFileSync(
    join(folder, 'people.csv'),
    'name,team,salary\nAda,red,4200\nGrace,blue,5100.5\nAlan,red,3900\n',
  );
});

function run(code: string, ...args: string[]): Promise<Ended> {
  const data = ['--data', join(folder, 'people.csv'), '--cache', cache];
  return sallyportSandbox(['run', '-', ...data, ...args], { input: code });
}

describe('run', () => {
  it('prints a table in columns', async () => {
    expect(await run("pl.scan('people').sort('salary')")).toMatchObject({
      code: 0,
      out: [
        'name   team  salary',
        'str    str      f64',
        'Alan   red     3900',
        'Ada    red     4200',
        'Grace  blue  5100.5',
        '(3 rows, 3 columns)',
        '',
      ].join('\n'),
    });
  });

  it('prints what the program printed, then its value', async () => {
    expect(await run("console.log('first'); ({ mean: 4.5 })")).toMatchObject({
      code: 0,
      out: 'first\n{\n  "mean": 4.5\n}\n',
    });
  });

  it('prints several results in their order, with their names', async () => {
    const program = "({ totals: pl.DataFrame({ team: ['red'], n: [2] }), note: 'all there is' })";
    expect(await run(program)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^totals:\nteam +n\nstr.*\nred +2\n\(1 row, 2 columns\)\n.*all there is/s),
    });
  });

  it('prints the whole result as JSON', async () => {
    const { code, out } = await run("pl.scan('people').select('name')", '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      status: 'ok',
      output: { table: { columns: [{ name: 'name', dtype: 'str' }], data: [['Ada', 'Grace', 'Alan']] } },
    });
  });

  it('tells a chart in a line and writes its specification', async () => {
    const file = join(folder, 'chart.json');
    const encoding = "{ x: { field: 'team', type: 'nominal' }, y: { field: 'n', type: 'quantitative' } }";
    const program = `chart(pl.scan('people').groupBy('team').agg(pl.len().alias('n')).sort('team'), { mark: 'bar', title: 'Teams', encoding: ${encoding} })`;
    const ended = await run(program, '--chart', file);
    expect(ended).toMatchObject({
      code: 0,
      out: expect.stringContaining('chart "Teams": bar, x = team, y = n\n'),
    });
    expect(ended.error).toContain(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      data: {
        values: [
          { team: 'blue', n: 1 },
          { team: 'red', n: 2 },
        ],
      },
    });
  });

  it('reads the program from a file, and a folder of data', async () => {
    const program = join(folder, 'program.ts');
    writeFileSync(
      program,
      "const team: string = 'red';\npl.scan('people').filter(pl.col('team').eq(team)).height\n",
    );
    writeFileSync(join(folder, 'datasets.json'), JSON.stringify([{ file: 'people.csv', title: 'People' }]));
    expect(await sallyportSandbox(['run', program, '--data', folder, '--cache', cache])).toMatchObject({
      code: 0,
      out: '2\n',
    });
  });

  it('keeps a program to the datasets that are named', async () => {
    writeFileSync(join(folder, 'other.csv'), 'a\n1\n');
    const both = ['--data', join(folder, 'other.csv'), '--dataset', 'other'];
    expect(await run("pl.scan('people')", ...both)).toMatchObject({
      code: 1,
      error: expect.stringContaining('dataset-unknown'),
    });
    expect(await run("pl.scan('other').height", ...both)).toMatchObject({ code: 0, out: '1\n' });
    expect(await run('1', '--dataset', 'nothing')).toMatchObject({
      code: 2,
      error: expect.stringContaining('There is no dataset "nothing": there are people.'),
    });
  });

  it('tells rows of a file that could not be read as they stand', async () => {
    writeFileSync(join(folder, 'people.csv'), 'name,salary\nAda,4200\nGrace\n');
    expect(await run('1')).toMatchObject({ code: 0, error: expect.stringContaining('people.csv: line 3:') });
  });

  it('converts a file once, and keeps it where the XDG specification says', async () => {
    const home = join(folder, 'xdg');
    const args = ['run', '-', '--data', join(folder, 'people.csv')];
    const environment = { XDG_CACHE_HOME: home };
    expect(await sallyportSandbox(args, { input: '1', environment })).toMatchObject({ code: 0 });
    expect(
      readdirSync(join(home, 'sallyport', 'datasets')).filter((name) => name.endsWith('.parquet')),
    ).toHaveLength(1);
  });

  it('leaves no folder behind when there is no data', async () => {
    const ended = await sallyportSandbox(['run', '-'], { input: '6 * 7', environment: { TMPDIR: folder } });
    expect(ended).toMatchObject({ code: 0, out: '42\n' });
    expect(readdirSync(folder)).toEqual(['people.csv']);
    expect(existsSync('/nonexistent')).toBe(false);
  });
});

describe('a program that fails', () => {
  it('ends with 1 and says where, why and what to write', async () => {
    const ended = await run("const a = 1;\npl.scan('people').select('salry')");
    expect(ended.code).toBe(1);
    expect(withoutJailWarning(ended.error)).toContain('column-unknown: ');
    expect(ended.error).toContain('did you mean: salary?');
  });

  it('ends with 3 when the check refuses it, and nothing has run', async () => {
    const ended = await run("console.log('ran');\nclass A {}");
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(withoutJailWarning(ended.error)).toBe(
      'syntax-refused: `class` is not part of the language. (line 2, column 1)\n  class A {}\n  ^\nhint: Use plain objects and functions.\nNothing of the program ran.\n',
    );
  });

  it('ends with 1 when its time is up', async () => {
    const ended = await run('for (;;) {}', '--timeout', '1', '--json');
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({ status: 'limit', ran: true });
  });

  it('cannot write to the terminal that shows it', async () => {
    writeFileSync(join(folder, 'people.csv'), 'na\u001B[31mme\n"\u001B]0;owned\u0007"\n\u202Eevil\n');
    const table = await run("pl.scan('people')");
    const printed = await run("console.log('\\u001b[2J\\u009b1m'); throw new Error('\\u001b[31mred')");
    for (const text of [table.out, table.error, printed.out, printed.error]) {
      expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/);
    }
    expect(table.out).toContain('\\u{1b}]0;owned\\u{7}');
  });
});

describe('check', () => {
  it('accepts a program without running it', async () => {
    expect(
      await sallyportSandbox(['check', '-'], { input: "console.log('ran'); pl.scan('anything')" }),
    ).toMatchObject({
      code: 0,
      out: 'The program is in the language.\n',
    });
  });

  it('refuses one with line, column, excerpt and hint', async () => {
    const { code, out } = await sallyportSandbox(['check', '-', '--json'], {
      input: 'const a = 1;\neval(a)',
    });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      status: 'rejected',
      ran: false,
      error: { code: 'name-unknown', line: 2, column: 1, snippet: 'eval(a)\n^', hint: expect.any(String) },
    });
  });

  it('survives a program that brings a parser down', async () => {
    for (const input of ['<T>('.repeat(4000), '('.repeat(16_000)]) {
      expect(await sallyportSandbox(['check', '-'], { input })).toMatchObject({ code: 3, out: '' });
    }
  });
});

describe('api', () => {
  it.each([
    [[], '# '],
    [['--markdown'], '# '],
    [['--dts'], 'declare const pl'],
    [['--prompt'], "pl.scan('sales')"],
  ])('%j prints the reference in that form', async (form, text) => {
    const ended = await sallyportSandbox(['api', ...form]);
    expect(ended).toMatchObject({ code: 0, error: '', out: expect.stringContaining(text) });
    expect(ended.out).toContain('groupBy');
  });

  it('may be read by a program that stops early', async () => {
    expect(await firstLineOf(['api'])).toMatchObject({ code: 0, error: '' });
  });
});

describe('doctor', () => {
  it('tells whether programs run, and which walls stand', async () => {
    const environment = { SALLYPORT_SANDBOX_JAIL: 'none' };
    const text = await sallyportSandbox(['doctor'], { environment });
    expect(text.out).toMatch(/^programs run +yes/);
    expect(text.out).toMatch(/^ {2}yes +empty-environment/m);
    expect(text.out).toMatch(/^ {2}NO +no-network/m);
    const { code, out } = await sallyportSandbox(['doctor', '--json'], { environment });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      healthy: true,
      jail: { kind: 'none' },
      production: { starts: false },
    });
  });
});

describe('the command line', () => {
  it.each([
    [['--help'], 0],
    [['version'], 0],
    [['--version'], 0],
    [['api'], 0],
    [[], 2],
    [['frobnicate'], 2],
    [['run'], 2],
    [['run', 'a.js', 'b.js'], 2],
    [['run', '-', '--data'], 2],
    [['run', '-', '--timeout', 'soon'], 2],
    [['run', '-', '--timeout', '0'], 2],
    [['run', '/nonexistent/program.js'], 2],
    [['run', '-', '--data', '/nonexistent/data.csv'], 2],
    [['run', '-', '--wat'], 2],
    [['api', '--dts', '--prompt'], 2],
  ])('%j ends with %i', async (args, code) => {
    const ended = await sallyportSandbox(args, { input: '1' });
    expect(ended).toMatchObject({ code });
    expect(ended[code === 0 ? 'out' : 'error']).not.toBe('');
    expect(ended[code === 0 ? 'error' : 'out']).toBe('');
  });
});
