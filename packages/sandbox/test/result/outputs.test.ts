import { beforeAll, describe, expect, it } from 'vitest';

import type { Output, RunResult, Sandbox } from '../../src/index.js';
import { openSandbox, outputOf, rowsOf, suiteFolder } from '../process/harness.js';

const folder = suiteFolder();
let sandbox: Sandbox;

const people = `const people = pl.DataFrame({ city: ['Oslo', 'Bergen', 'Oslo'], age: [30, 40, 50] });`;
const bars = `{ mark: 'bar', encoding: { x: { field: 'city' }, y: { field: 'age' } } }`;

beforeAll(async () => {
  sandbox = await openSandbox(folder, {
    poolSize: 1,
    limits: { outputs: 4, outputBytes: 200_000, wallMs: 60_000 },
  });
});

/** Outputs in short: `kind title: content`. */
function shortly(result: RunResult): string[] {
  return outputOf(result).outputs.map(
    (output) => [output.kind, output.title].filter(Boolean).join(' ') + `: ${contentOf(output)}`,
  );
}

function contentOf(output: Output): string {
  switch (output.kind) {
    case 'table':
    case 'chart': {
      return JSON.stringify(rowsOf(output.table));
    }
    case 'text': {
      return output.text;
    }
    case 'value': {
      return JSON.stringify(output.value);
    }
  }
}

const run = async (code: string): Promise<string[]> => shortly(await sandbox.run(`${people}\n${code}`));

describe('a program shows', () => {
  it.each([
    ['nothing', 'undefined', []],
    ['a frame', 'people.head(1)', ['table: [["Oslo",30]]']],
    ['records', '[{ a: 1 }, { a: 2 }]', ['table: [[1],[2]]']],
    ['a text', "'done'", ['text: done']],
    ['a number', '1 + 1', ['value: 2']],
    ['a list of numbers', '[1, 2]', ['value: [1,2]']],
    ['an object', '({ a: 1 })', ['value: {"a":1}']],
    [
      'a chart',
      `chart(people.head(1), { title: 'Ages', mark: 'bar', x: 'city', y: 'age' })`,
      ['chart Ages: [["Oslo",30]]'],
    ],
    [
      'what it displays, and then its final value',
      `display(people.head(1), 'First'); display('a note'); show(people.select(pl.col('age').max()), { title: 'Oldest' }); people.height`,
      ['table First: [["Oslo",30]]', 'text: a note', 'table Oldest: [[50]]', 'value: 3'],
    ],
    [
      'several things at once',
      'display(1, people.head(1)); 2',
      ['value: 1', 'table: [["Oslo",30]]', 'value: 2'],
    ],
    [
      'what it displays as it was then',
      'const list = [1]; display(list); list.push(2); list.length',
      ['value: [1]', 'value: 2'],
    ],
    [
      'the same frame once',
      'const first = people.head(1); display(first, "First"); first',
      ['table First: [["Oslo",30]]'],
    ],
    [
      'the tables of the console',
      'console.table(people.head(1)); console.table([{ a: 1 }])',
      ['table: [["Oslo",30]]', 'table: [[1]]'],
    ],
    [
      'no more than it displays where it prints, too',
      "console.log('start'); display(1); console.log('end')",
      ['value: 1'],
    ],
    [
      'what it printed, where that is all',
      "console.log('start'); console.log(people.head(1))",
      ['table: [["Oslo",30]]'],
    ],
    [
      'the frames and charts of an object by their names, and the rest as one value',
      `({ count: people.height, ages: people.select('age').head(1), drawn: chart(people.head(1), ${bars}), note: 'x', rows: [{ a: 1 }] })`,
      [
        'value: {"count":3,"note":"x"}',
        'table ages: [[30]]',
        'chart drawn: [["Oslo",30]]',
        'table rows: [[1]]',
      ],
    ],
    [
      'the frames of a list in order',
      `[people.head(1), 'and', people.tail(1)]`,
      ['table: [["Oslo",30]]', 'text: and', 'table: [["Oslo",50]]'],
    ],
    [
      'the frames of a map, and of objects in objects',
      `new Map([['all', { oslo: people.filter(pl.col('city').eq('Oslo')).select('age') }], ['n', 3]])`,
      ['table all · oslo: [[30],[50]]', 'value: {"n":3}'],
    ],
    [
      'a chart that an object describes',
      `({ a: { data: [{ city: 'Oslo', age: 1 }], ...${bars} }, b: 2 })`,
      ['chart a: [["Oslo",1]]', 'value: {"b":2}'],
    ],
  ])('%s', async (_title, code, expected) => {
    expect(await run(code)).toEqual(expected);
  });

  it('the first of each kind for callers that want one', async () => {
    const result = await sandbox.run(
      `${people}\ndisplay('a'); [people.head(1), people.tail(1), chart(people, ${bars}), 7]`,
    );
    const { outputs, table, chart, value } = outputOf(result);
    expect(outputs.map(({ kind }) => kind)).toEqual(['text', 'table', 'table', 'chart', 'value']);
    expect(rowsOf(table)).toEqual([['Oslo', 30]]);
    expect(chart?.spec).toMatchObject({ mark: { type: 'bar' } });
    expect(value).toBe('a');
  });
});

describe('what a program shows is bounded', () => {
  it('in number: the rest is counted, and the final value is not among it', async () => {
    const result = await sandbox.run('for (let n = 0; n < 10; n += 1) display(n);\n"end"');
    expect(result).toMatchObject({
      status: 'ok',
      truncated: true,
      logs: [expect.stringContaining('6 further')],
    });
    expect(shortly(result)).toEqual(['value: 0', 'value: 1', 'value: 2', 'value: 3', 'text: end']);
  });

  it('in size, with an error that says what to do', async () => {
    const code = `const text = 'x'.repeat(90000); display(text); display(text + 1); display(text + 2);`;
    expect(await sandbox.run(code)).toMatchObject({
      status: 'failed',
      error: { code: 'result-invalid', hint: expect.any(String), line: 1 },
    });
  });

  it('where lists hold themselves, or one another many times over', async () => {
    const doubled = 'let list = [people]; for (let n = 0; n < 40; n += 1) list = [list, list]; list';
    const cyclic = 'const list = [people.head(1)]; list.push(list); list';
    for (const code of [doubled, cyclic]) {
      const result = await sandbox.run(`${people}\n${code}`);
      expect(['ok', 'failed']).toContain(result.status);
    }
  });
});

describe('an error while something is shown', () => {
  it.each([
    ['an unfinished step', "display(people.groupBy('city'))", 'GroupBy'],
    ['nothing', 'display(people.thing)', 'thing'],
    ['undefined', 'let later;\ndisplay(later)', 'undefined'],
    ['a function', 'display(() => 1)', 'function'],
  ])('names the place: %s', async (_title, code, message) => {
    const result = await sandbox.run(`${people}\n${code}`);
    expect(result).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining(message), line: expect.any(Number) },
    });
  });
});
