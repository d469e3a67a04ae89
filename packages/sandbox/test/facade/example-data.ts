import { createPolarsGlobals, FrameCapability } from '../../src/facade/index.js';
import { defaultLanguageLimits, runProgram, type GuestValue } from '../../src/language/index.js';
import type { Table } from '../../src/plan/index.js';
import { createWorkbench, type Workbench } from '../plan/harness.js';

/** What the examples of the specification speak of: a frame `df`, and two frames `a` and `b` to join. */
const preparation = `
const sales = pl.scan('sales');
const df = sales.withColumns(
  pl.col('day').str.toDate('%d/%m/%Y').alias('date'),
  pl.col('at').str.toDatetime(),
  pl.col('ended').str.toDatetime(),
  pl.col('quantity').cast(pl.Int64),
  pl.col('country').cast(pl.Categorical),
  pl.col('tags').str.split(' '),
  pl.concatList('a', 'b').alias('scores'),
  pl.struct(pl.col('a').alias('x'), pl.col('b').alias('y')).alias('point'),
);
const a = pl.DataFrame({ id: [1, 2, 3], date: ['2024-01-05', '2024-02-05', '2024-03-05'], left: ['x', 'y', 'z'] })
  .withColumns(pl.col('date').str.toDate());
const b = pl.DataFrame({ id: [1, 3, 4], date: ['2024-01-01', '2024-02-01', '2024-03-01'], right: [10, 30, 40] })
  .withColumns(pl.col('date').str.toDate());
`;

/** A workbench with the dataset that the examples read. */
export function exampleData(): Workbench {
  return createWorkbench({
    sales: {
      id: [1, 2, 3, 4, 5, 6],
      city: ['Oslo', 'Rome', 'Oslo', 'Bern', 'Rome', 'Oslo'],
      country: ['Norway', 'Italy', 'Norway', 'Switzerland', 'Italy', 'Norway'],
      year: ['2023', '2023', '2024', '2024', '2024', '2024'],
      day: ['05/01/2024', '06/01/2024', '05/02/2024', '20/02/2024', '07/03/2024', '07/03/2024'],
      at: ['08:00', '09:30', '10:15', '23:59', '00:00', '12:00'].map((time) => `2024-03-30T${time}:00`),
      ended: ['09:00', '09:45', '12:15', '23:59', '06:00', '12:30'].map((time) => `2024-03-31T${time}:00`),
      price: [12.5, 99, null, 7.25, 150, 42],
      quantity: [3, 1, 4, 1, 5, 9],
      ratio: [0.5, 0.25, Number.NaN, 1, 0.125, 0.75],
      age: [17, 70, 30, 18, 65, 44],
      a: [1, 2, 3, 4, 5, 6],
      b: [6, 5, 4, 3, 2, 1],
      q1: [1, 2, 3, 4, 5, 6],
      q2: [2, 3, 4, 5, 6, 7],
      seconds: [0, 60, 3600, 86_400, 1, 2],
      active: [true, false, true, true, false, true],
      name: ['Ann Berg', 'Bob Ek', 'Ann Lie', 'Cid Roy', 'Eva Ray', 'Fay Orr'],
      first: ['Ann', 'Bob', 'Ann', 'Cid', 'Eva', 'Fay'],
      last: ['Berg', 'Ek', 'Lie', 'Roy', 'Ray', 'Orr'],
      nickname: [null, 'Bobby', null, null, 'Evie', null],
      email: ['a@x.no', null, 'l@x.no', null, 'e@x.it', 'f@x.no'],
      code: ['a', 'b', 'c', 'a', 'b', 'z'],
      n: ['1', '2', ' 3', 'x', '5', '6'],
      note: ['', '', '', '', '', ''],
      tags: ['new red', 'old', 'new', 'old blue', 'new', 'red'],
    },
  });
}

/** What a program about the example data yields: a table for a frame, and any other value as it is. */
export function runExample(bench: Workbench, code: string): Table | Exclude<GuestValue, FrameCapability> {
  const outcome = runProgram(`${preparation}\n${code}`, {
    globals: createPolarsGlobals(bench.host),
    limits: defaultLanguageLimits,
  });
  if (outcome.status !== 'ok') throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value instanceof FrameCapability ? outcome.value.collect() : outcome.value;
}
