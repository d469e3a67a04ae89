import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import pl from 'nodejs-polars';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { createSandbox, type Sandbox } from '../../src/index.js';
import { openSandbox, outputOf, rowsOf, suiteFolder } from '../process/harness.js';

const folder = suiteFolder();
const data = join(folder, 'data');
const cache = join(folder, 'cache');
let sandbox: Sandbox;

/** The column types of a dataset. */
function typesOf(name: string): string[] | undefined {
  return sandbox.describe(name)?.columns.map((column) => `${column.name}:${column.dtype}`);
}

function writeData(): void {
  mkdirSync(data);
  const write = (name: string, content: string | Buffer): void => writeFileSync(join(data, name), content);
  write('people.csv', '\uFEFFid,Name,born\r\n007,Åse,1990-05-17\r\n008,"Bo, Jr.",\r\n009\r\n');
  write('latin.csv', Buffer.from('navn,pris\nBlåbær,12\n', 'latin1'));
  write('utf16.csv', Buffer.from('\uFEFFa,b\n1,é\n', 'utf16le'));
  write('cities.tsv', 'city\tpeople\nOslo\t"709,037"\nBergen\t"291,940"\n');
  write('records.json', '[{"a":1,"__proto__":"p"},{"a":null,"__proto__":"q"}]');
  write('lines.ndjson', '{"a":1}\nnot json\n{"a":3}\n');
  write('Ünï cödé & spaces.csv', 'Ärger (%),then\n1.5,x\n');
  write('broken.json', '{"a":');
  write('broken.parquet', 'PAR1 but no more');
  write('empty.csv', '');
  write('notes.md', '# no data');
  const frame = pl.DataFrame({ n: [1, 2], s: ['x', null] });
  frame.writeParquet(join(data, 'a[1].parquet'));
  frame.writeIPC(join(data, 'file.arrow'));
  frame.writeIPCStream(join(data, 'stream.arrow'));
  write(
    'datasets.json',
    JSON.stringify([
      {
        file: 'cities.tsv',
        name: 'Cities',
        title: 'Cities of Norway',
        description: 'People per city.',
        source: 'a book',
        licence: 'CC0-1.0',
      },
    ]),
  );
}

beforeAll(async () => {
  writeData();
  sandbox = await openSandbox(folder, { dataFolder: data, cacheFolder: cache, poolSize: 1 });
});

describe('a folder of files', () => {
  it('gives each column the type that a person sees', () => {
    expect(Object.fromEntries(sandbox.datasets().map(({ name }) => [name, typesOf(name)]))).toEqual({
      people: ['id:str', 'Name:str', 'born:date'],
      latin: ['navn:str', 'pris:i64'],
      utf16: ['a:i64', 'b:str'],
      Cities: ['city:str', 'people:i64'],
      records: ['a:i64', '__proto__:str'],
      lines: ['a:i64'],
      'Ünï cödé & spaces': ['Ärger (%):f64', 'then:str'],
      'a[1]': ['n:f64', 's:str'],
      file: ['n:f64', 's:str'],
      stream: ['n:f64', 's:str'],
    });
  });

  it('come in the order of datasets.json, then by name', () => {
    const [first, ...others] = sandbox.datasets().map(({ file }) => file);
    expect(first).toBe('cities.tsv');
    expect(others.length).toBeGreaterThan(5);
    expect(others).toEqual(others.toSorted((left, right) => left.localeCompare(right, 'en')));
  });

  it('keeps what a person wrote about a file', () => {
    expect(sandbox.describe('Cities')).toMatchObject({
      title: 'Cities of Norway',
      file: 'cities.tsv',
      licence: 'CC0-1.0',
      synthetic: false,
      rows: 2,
    });
    expect(sandbox.describe('people')).toMatchObject({ title: 'people', description: '', rows: 3 });
    expect(sandbox.describe('nope')).toBeUndefined();
  });

  it('reports what is wrong in a file with its line, and keeps the row', () => {
    expect(sandbox.describe('people')).toMatchObject({
      problemCount: 1,
      problems: [{ line: 4, message: expect.stringContaining('1 field') }],
    });
    expect(sandbox.describe('lines')?.problems).toEqual([{ line: 2, message: expect.any(String) }]);
    expect(sandbox.describe('latin')?.problems[0]?.message).toContain('Windows-1252');
  });

  it('says why a file is no dataset, without its folder', () => {
    const failures = sandbox.failures();
    expect(failures.map(({ file }) => file).toSorted()).toEqual([
      'broken.json',
      'broken.parquet',
      'empty.csv',
    ]);
    expect(failures.every(({ message }) => message.length > 10 && !message.includes(folder))).toBe(true);
  });

  it('profiles each column', () => {
    const [id, name, born] = sandbox.describe('people')?.columns ?? [];
    expect(id).toMatchObject({ nulls: 0, distinct: 3, samples: ['007', '008', '009'] });
    expect(name).toMatchObject({ nulls: 1, distinct: 2, samples: ['Bo, Jr.', 'Åse'] });
    expect(born).toMatchObject({ nulls: 2, distinct: 1, min: '1990-05-17', max: '1990-05-17' });
    expect(sandbox.describe('Cities')?.columns[1]).toMatchObject({
      min: 291_940,
      max: 709_037,
      mean: 500_488.5,
    });
    expect(sandbox.describe('people')?.head).toMatchObject({
      rowCount: 3,
      truncated: false,
      data: [
        ['007', '008', '009'],
        ['Åse', 'Bo, Jr.', null],
        ['1990-05-17', null, null],
      ],
    });
  });

  it.each([
    ["pl.scan('Ünï cödé & spaces').select('Ärger (%)', 'then')", [[1.5, 'x']]],
    ["pl.scan('records').select('__proto__')", [['p'], ['q']]],
    ["pl.readCSV('people.csv').filter(pl.col('born').gt('1990-01-01')).select('id')", [['007']]],
    ["pl.scan('a[1]').filter(pl.col('n').eq(2))", [[2, null]]],
    ["pl.scan('Cities').select(pl.col('people').sum())", [[1_000_977]]],
  ])('can be asked: %s', async (code, rows) => {
    expect(rowsOf(outputOf(await sandbox.run(code)).table)).toEqual(rows);
  });
});

describe('the cache', () => {
  const parquetFiles = (): string[] => readdirSync(cache).filter((name) => name.endsWith('.parquet'));

  it('converts a file once, and again when its content changes', async () => {
    const own = join(folder, 'own-cache');
    const file = join(folder, 'numbers.csv');
    const open = async (): Promise<number | undefined> => {
      const other = await createSandbox({
        cacheFolder: own,
        datasets: [{ path: file }],
        poolSize: 1,
        jail: 'none',
      });
      await other.close();
      return other.describe('numbers')?.rows;
    };
    writeFileSync(file, 'a\n1\n');
    expect(await open()).toBe(1);
    const written = readdirSync(own).map((name) => statSync(join(own, name)).mtimeMs);
    expect(await open()).toBe(1);
    expect(readdirSync(own).map((name) => statSync(join(own, name)).mtimeMs)).toEqual(written);
    for (const name of readdirSync(own).filter((entry) => entry.endsWith('.json')))
      writeFileSync(join(own, name), '{"rows":7}');
    expect(await open()).toBe(1);
    writeFileSync(file, 'a\n1\n2\n');
    expect(await open()).toBe(2);
    expect(readdirSync(own).filter((name) => name.endsWith('.parquet'))).toHaveLength(2);
  });

  it("is filled whole when two processes fill it at once, and is its owner's alone", async () => {
    const shared = join(folder, 'shared-cache');
    const open = (): Promise<Sandbox> =>
      createSandbox({ cacheFolder: shared, dataFolder: data, poolSize: 1, jail: 'none' });
    const both = await Promise.all([open(), open()]);
    const [first, second] = both.map((one) => one.datasets());
    expect(first).toEqual(second);
    expect(first).toEqual(sandbox.datasets());
    expect(readdirSync(shared).toSorted()).toEqual(readdirSync(cache).toSorted());
    expect(statSync(shared).mode & 0o777).toBe(0o700);
    await Promise.all(both.map((one) => one.close()));
    expect(parquetFiles()).toHaveLength(10);
  });
});

describe('large files', () => {
  it('stream, lose no value, and get the same types', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => {
      const day = new Date(Date.UTC(2020, 0, 1 + (index % 700))).toISOString().slice(0, 10);
      return `${index},${index / 4},0${index},${day},${index % 2 === 0},word ${index},${index === 1500 ? 'x' : index}`;
    });
    const path = join(folder, 'large.csv');
    writeFileSync(path, `int,float,zip,day,flag,text,mixed\n${rows.join('\n')}\n`);
    const small = join(folder, 'small.csv');
    copyFileSync(path, small);
    const large = await openSandbox(folder, {
      datasets: [{ path }],
      poolSize: 1,
      limits: { inferredBytes: 1000 },
      cacheFolder: join(folder, 'large-cache'),
    });
    expect(large.describe('large')?.columns.map(({ dtype }) => dtype)).toEqual([
      'i64',
      'f64',
      'str',
      'date',
      'bool',
      'str',
      'str',
    ]);
    const table = outputOf(
      await large.run(
        "pl.scan('large').select(pl.col('int').sum(), pl.col('float').sum(), pl.col('flag').sum(), pl.col('day').max(), pl.col('mixed').count())",
      ),
    ).table;
    expect(rowsOf(table)).toEqual([[1_999_000, 499_750, 1000, '2021-11-30', 2000]]);
  });

  it('are refused beyond the limit', async () => {
    const path = join(folder, 'people-again.csv');
    copyFileSync(join(data, 'people.csv'), path);
    const warn = vi.fn<(message: string) => void>();
    const other = await openSandbox(folder, {
      datasets: [{ path }],
      limits: { fileBytes: 10 },
      logger: { info: () => {}, warn },
    });
    expect(other.failures()).toEqual([
      { name: 'people-again', file: basename(path), message: expect.stringContaining('bytes') },
    ]);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('people-again.csv'));
  });
});
