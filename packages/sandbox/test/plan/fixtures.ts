import pl from 'nodejs-polars';
import { createWorkbench, type GuestProgram, type Workbench } from './harness.js';

const dates = ['2023-01-15', '2023-05-20', '2024-02-29', '2024-07-01', '2024-12-31', null].map((text) =>
  text === null ? null : new Date(text),
);

const staff = pl
  .DataFrame({
    name: ['Ann', 'Bob', 'Cid', 'Dee', 'Eve', 'Fay'],
    department: ['Engineering', 'Sales', 'Engineering', 'Sales', 'Marketing', null],
    salary: [100, 50, 140, 70, 60, null],
    hired: dates,
    remote: [true, false, false, true, null, true],
    score: [1.5, 2.25, Number.NaN, 4, -1, null],
  })
  .withColumns(pl.col('salary').cast(pl.Int64).alias('salary'), pl.col('hired').cast(pl.Date).alias('hired'));

const sales = pl
  .DataFrame({
    region: ['North', 'South', 'North', 'South', 'North', 'East'],
    product: ['pen', 'pen', 'ink', 'ink', 'pen', 'pen'],
    quantity: [1, 2, 3, 4, 5, 6],
    price: [1.5, 1.5, 10, 10, 2, 2],
    at: [
      '2024-01-01T08:00:00Z',
      '2024-01-15T09:30:00Z',
      '2024-02-03T10:00:00Z',
      '2024-04-10T11:00:00Z',
      '2024-04-30T23:59:59Z',
      '2025-01-01T00:00:00Z',
    ].map((text) => new Date(text)),
  })
  .withColumns(pl.col('quantity').cast(pl.Int64).alias('quantity'));

/** Two small datasets whose results can be worked out by hand. */
export function smallDatasets(): Workbench {
  return createWorkbench({
    staff,
    sales,
    heads: { department: ['Engineering', 'Sales', 'Legal'], head: ['Zoe', 'Yan', 'Xia'] },
    'Umsätze 2024': { 'Größe (cm)': [1, 2], 'a.b[c]': ['x', 'y'] },
  });
}

/** The values of an expression, or of several, over a dataset: one value or one list per row. */
export function valuesOf(bench: Workbench, dataset: string, program: GuestProgram): unknown[] {
  const rows = bench.rows((globals) => {
    // eslint-disable-next-line typescript/no-explicit-any -- guest values are untyped
    const expressions = [program(globals)].flat() as any[];
    return globals.pl.scan(dataset).select(expressions.map((item, index) => item.alias(`c${index}`)));
  });
  return rows.map((row) => (row.length === 1 ? row[0] : row));
}
