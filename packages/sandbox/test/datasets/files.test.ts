import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import pl from 'nodejs-polars';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { DatasetCache } from '../../src/datasets/cache.js';
import { createSandbox, defaultSandboxLimits, type Sandbox } from '../../src/index.js';
import { openSandbox, outputOf, rowsOf, suiteFolder } from '../process/harness.js';

const folder = suiteFolder();
const data = join(folder, 'data');
const cache = join(folder, 'cache');
let sandbox: Sandbox;
/** Each file is converted twice, one child each: on a busy machine that takes a minute. */
const patienceMs = 300_000;

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
  mkdirSync(join(data, 'sales'));
  write('sales/2023.csv', 'day,amount\n01/02/2023,1\n');
  write('sales/2024.csv', 'amount,day\n2.5,31/12/2024\n7\n');
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
      { name: 'sales', files: ['sales/*.csv'] },
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
      sales: ['day:date', 'amount:f64'],
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

  it('takes several files of one shape as one table', async () => {
    expect(sandbox.describe('sales')).toMatchObject({
      file: '2023.csv, 2024.csv',
      rows: 3,
      head: {
        data: [
          ['2023-02-01', '2024-12-31', null],
          [1, 2.5, 7],
        ],
      },
      problems: [{ file: '2024.csv', line: 3, message: expect.stringContaining('1 field') }],
    });
    const { table } = outputOf(await sandbox.run("pl.scan('sales').select(pl.col('amount').sum())"));
    expect(rowsOf(table)).toEqual([[10.5]]);
  });

  it('lists the first problems of each dataset', () => {
    const people = sandbox.datasets().find(({ name }) => name === 'people');
    expect(people).toMatchObject({ problemCount: 1, problems: [{ line: 4 }] });
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
    const parquet = (): number[] =>
      readdirSync(own).flatMap((name) =>
        name.endsWith('.parquet') ? [statSync(join(own, name)).mtimeMs] : [],
      );
    const written = parquet();
    expect(await open()).toBe(1);
    expect(parquet()).toEqual(written);
    for (const damaged of ['.json', '.parquet']) {
      for (const name of readdirSync(own).filter((entry) => entry.endsWith(damaged))) {
        const bytes = readFileSync(join(own, name));
        writeFileSync(join(own, name), bytes.fill(0, bytes.length / 2));
      }
      expect(await open()).toBe(1);
    }
    writeFileSync(file, 'a\n1\n2\n');
    expect(await open()).toBe(2);
    expect(parquet()).toHaveLength(2);
  });

  it('removes what nobody has used for long, and the oldest beyond its size', async () => {
    const own = join(folder, 'evicting-cache');
    const profile = sandbox.describe('people');
    if (profile === undefined) throw new Error('The dataset is missing.');
    const { rows, columns, head, problems, problemCount } = profile;
    const keys = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40));
    const limits = { ...defaultSandboxLimits, cacheBytes: 25_000 };
    const writer = await DatasetCache.open(own, limits);
    for (const [index, key] of keys.entries()) {
      writeFileSync(join(own, 'made'), Buffer.alloc(10_000, index));
      await writer.commit(key, join(own, 'made'), { rows, columns, head, problems, problemCount });
    }
    writer.close();
    const hours = (count: number): Date => new Date(Date.now() - count * 3_600_000);
    const ages = [24 * 40, 5, 4, 3];
    for (const [index, key] of keys.entries()) {
      for (const end of ['json', 'parquet']) {
        const time = hours(ages[index] ?? 0);
        utimesSync(join(own, `${key}.${end}`), time, time);
      }
    }
    const reader = await DatasetCache.open(own, limits);
    expect(await reader.find(keys[1] ?? '')).toBeDefined();
    await reader.evict();
    reader.close();
    const left = readdirSync(own).filter((name) => name.endsWith('.parquet'));
    // The first one is too old; of the others, the one that was used the longest ago makes room, but not the one in use.
    expect(left.map((name) => name.slice(0, 1)).toSorted()).toEqual(['b', 'd']);
  });

  it(
    "is filled whole when two processes fill it at once, and is its owner's alone",
    async () => {
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
      expect(parquetFiles()).toHaveLength(11);
    },
    patienceMs,
  );
});

describe('large files', () => {
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
