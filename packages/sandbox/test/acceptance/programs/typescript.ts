import type { Program } from '../program.js';
import { carbon, cars, countries, employees, penguins, sales, strikes } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  descending,
  groups,
  mean,
  present,
  round,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

export const typescript: readonly Program[] = [
  {
    title: 'interfaces and generics',
    style: 'typescript',
    code: `interface Sale {
  region: string;
  quantity: number;
  unit_price: number;
}

interface RegionTotal {
  readonly region: string;
  total: number;
}

function groupBy<T, K extends string>(items: T[], key: (item: T) => K): Record<K, T[]> {
  return items.reduce((acc, item) => {
    (acc[key(item)] ||= []).push(item);
    return acc;
  }, {} as Record<K, T[]>);
}

const sales: Sale[] = pl.scan('sales')
  .filter(pl.col('order_date').dt.year().eq(2023))
  .select('region', 'quantity', 'unit_price')
  .toRecords() as unknown as Sale[];

const totals: RegionTotal[] = Object.entries(groupBy(sales, (s) => s.region))
  .map(([region, rows]) => ({ region, total: rows.reduce((sum, r) => sum + r.quantity * r.unit_price, 0) }))
  .sort((a, b) => b.total - a.total);

totals;`,
    expected: () => ({
      table: sorted(
        groups(
          sales().filter((row) => yearOf(row.order_date) === 2023),
          (row) => row.region,
        ).map(([region, rows]) => ({ region, total: sum(rows.map((row) => row.revenue)) })),
        descending((row) => row.total),
      ),
    }),
  },
  {
    title: 'a type with a union and a switch',
    style: 'typescript',
    code: `type Band = 'low' | 'middle' | 'high';

const band = (salary: number): Band => {
  switch (true) {
    case salary < 60000:
      return 'low';
    case salary < 100000:
      return 'middle';
    default:
      return 'high';
  }
};

const counts: Record<Band, number> = { low: 0, middle: 0, high: 0 };
const salaries = pl.scan('employees').getColumn('salary') as number[];
salaries.forEach((s) => counts[band(s)]++);
counts;`,
    expected: () => {
      const within = (low: number, high: number): number =>
        employees().filter((row) => row.salary >= low && row.salary < high).length;
      return {
        value: {
          low: within(0, 60_000),
          middle: within(60_000, 100_000),
          high: within(100_000, Number.POSITIVE_INFINITY),
        },
      };
    },
  },
  {
    title: 'annotated frames',
    style: 'typescript',
    code: `import pl, { DataFrame } from 'nodejs-polars';

const df: DataFrame = pl.readJSON('gapminder.json');
const latest: DataFrame = df.filter(pl.col('year').eq(2005));
const result: DataFrame = latest
  .groupBy('cluster')
  .agg(pl.col('life_expect').mean().alias('life'), pl.col('pop').sum().alias('population'))
  .sort('cluster');
result;`,
    expected: () => ({
      table: sorted(
        groups(
          countries().filter((row) => row.year === 2005),
          (row) => row.cluster,
        ).map(([cluster, rows]) => ({
          cluster,
          life: mean(rows.map((row) => row.life_expect)),
          population: sum(rows.map((row) => row.pop)),
        })),
        ascending((row) => row.cluster),
      ),
    }),
  },
  {
    title: 'tuples and as const',
    style: 'typescript',
    code: `const origins = ['USA', 'Europe', 'Japan'] as const;
type Origin = (typeof origins)[number];
const cars = pl.scan('cars').dropNulls(['Miles_per_Gallon']);
const averages: [Origin, number][] = origins.map((o) => [
  o,
  Number(cars.filter(pl.col('Origin').eq(o)).select(pl.col('Miles_per_Gallon').mean()).item().toFixed(2)),
]);
Object.fromEntries(averages);`,
    expected: () => ({
      value: Object.fromEntries(
        ['USA', 'Europe', 'Japan'].map((origin) => [
          origin,
          Number(
            mean(
              present(
                cars()
                  .filter((row) => row.Origin === origin)
                  .map((row) => row.Miles_per_Gallon),
              ),
            ).toFixed(2),
          ),
        ]),
      ),
    }),
  },
  {
    title: 'optional parameters and defaults',
    style: 'typescript',
    code: `function topBy(column: string, n = 3, descending: boolean = true, where?: any) {
  let frame = pl.scan('cars').dropNulls([column]);
  if (where) frame = frame.filter(where);
  return frame.sort(column, { descending }).head(n).select('Name', column);
}
topBy('Displacement', 4, false, pl.col('Cylinders').gtEq(6));`,
    expected: () => ({
      table: sorted(
        cars().filter((row) => row.Cylinders >= 6),
        ascending((row) => row.Displacement),
      )
        .slice(0, 4)
        .map(({ Name, Displacement }) => ({ Name, Displacement })),
    }),
  },
  {
    title: 'type guards and non-null assertions',
    style: 'typescript',
    code: `type Maybe<T> = T | null | undefined;
function isNumber(value: Maybe<number>): value is number {
  return value !== null && value !== undefined && !Number.isNaN(value);
}
const masses = (pl.scan('penguins').getColumn('Body Mass (g)') as Maybe<number>[]).filter(isNumber);
const heaviest = masses.reduce((a, b) => Math.max(a, b), -Infinity);
const lightest = Math.min(...masses)!;
({ measured: masses.length, heaviest, lightest } satisfies Record<string, number>);`,
    expected: () => {
      const masses = present(penguins().map((row) => row['Body Mass (g)']));
      return {
        value: { measured: masses.length, heaviest: Math.max(...masses), lightest: Math.min(...masses) },
      };
    },
  },
  {
    title: 'readonly arrays, satisfies and template literal types',
    style: 'typescript',
    code: `type Quarter = \`Q\${1 | 2 | 3 | 4}\`;
const toQuarter = (month: number): Quarter => \`Q\${Math.ceil(month / 3)}\` as Quarter;
const months: ReadonlyArray<number> = pl.scan('sales')
  .filter(pl.col('order_date').dt.year().eq(2022))
  .select(pl.col('order_date').dt.month().alias('m'))
  .getColumn('m');
const byQuarter = months.reduce<Partial<Record<Quarter, number>>>((acc, m) => {
  const q = toQuarter(m);
  acc[q] = (acc[q] ?? 0) + 1;
  return acc;
}, {});
byQuarter;`,
    expected: () => ({
      value: Object.fromEntries(
        counts(
          sales().filter((row) => yearOf(row.order_date) === 2022),
          (row) => `Q${Math.ceil(Number(row.order_date.slice(5, 7)) / 3)}`,
        ),
      ),
    }),
  },
  {
    title: 'an async main with types',
    style: 'typescript',
    code: `import pl from 'nodejs-polars';

interface YearlyMean { year: number; ppm: number }

async function main(): Promise<YearlyMean[]> {
  const frame = await pl
    .scanCSV('co2-concentration.csv', { parseDates: true })
    .withColumns(pl.col('Date').dt.year().alias('year'))
    .groupBy('year')
    .agg(pl.col('adjusted CO2').mean().round(2).alias('ppm'))
    .sort('year')
    .collect();
  return frame.tail(5).toRecords() as YearlyMean[];
}

const result = await main();
console.log(result.length);
result;`,
    expected: () => ({
      table: sorted(
        groups(carbon(), (row) => yearOf(row.Date)).map(([year, rows]) => ({
          year,
          ppm: round(mean(rows.map((row) => row['adjusted CO2'])), 2),
        })),
        ascending((row) => row.year),
      ).slice(-5),
      logs: ['5'],
    }),
  },
  {
    title: 'typed accumulators in a Map of Maps',
    style: 'typescript',
    code: `type Pivot = Map<string, Map<number, number>>;
const pivot: Pivot = new Map();
const rows: { Origin: string; Cylinders: number }[] = pl.readJSON('cars.json').select('Origin', 'Cylinders').toRecords();
rows.forEach(({ Origin, Cylinders }) => {
  if (!pivot.has(Origin)) pivot.set(Origin, new Map<number, number>());
  const inner = pivot.get(Origin)!;
  inner.set(Cylinders, (inner.get(Cylinders) ?? 0) + 1);
});
const table: Array<{ origin: string; four: number; six: number; eight: number }> = [];
pivot.forEach((inner, origin) => {
  table.push({ origin, four: inner.get(4) ?? 0, six: inner.get(6) ?? 0, eight: inner.get(8) ?? 0 });
});
table;`,
    expected: () => ({
      table: groups(cars(), (row) => row.Origin).map(([origin, rows]) => {
        const having = (cylinders: number): number =>
          rows.filter((row) => row.Cylinders === cylinders).length;
        return { origin, four: having(4), six: having(6), eight: having(8) };
      }),
    }),
  },
  {
    title: 'function overloads and rest parameters',
    style: 'typescript',
    code: `function total(column: string): number;
function total(...columns: string[]): number;
function total(...columns: string[]): number {
  return columns
    .map((c) => pl.scan('birdstrikes').select(pl.col(c).sum()).item() as number)
    .reduce((a, b) => a + b, 0);
}
({ one: total('Cost Repair'), both: total('Cost Repair', 'Cost Other') });`,
    expected: () => {
      const sumOf = (name: 'Cost Repair' | 'Cost Other'): number => sum(strikes().map((row) => row[name]));
      return { value: { one: sumOf('Cost Repair'), both: sumOf('Cost Repair') + sumOf('Cost Other') } };
    },
  },
  {
    title: 'a record of functions',
    style: 'typescript',
    code: `const metrics: Record<string, (xs: number[]) => number> = {
  mean: (xs) => xs.reduce((a, b) => a + b, 0) / xs.length,
  max: (xs) => Math.max(...xs),
  range: (xs) => Math.max(...xs) - Math.min(...xs),
};
const life: number[] = pl.scan('gapminder').filter(pl.col('country').eq('Rwanda')).getColumn('life_expect');
Object.entries(metrics).map(([metric, fn]) => ({ metric, value: Math.round(fn(life) * 100) / 100 }));`,
    expected: () => {
      const life = countries()
        .filter((row) => row.country === 'Rwanda')
        .map((row) => row.life_expect);
      return {
        table: [
          { metric: 'mean', value: round(mean(life), 2) },
          { metric: 'max', value: round(Math.max(...life), 2) },
          { metric: 'range', value: round(Math.max(...life) - Math.min(...life), 2) },
        ],
      };
    },
  },
  {
    title: 'labelled tuples and a sort by several keys',
    style: 'typescript',
    code: `type Cell = [office: string, department: string, n: number];
const rows = pl.scan('employees').groupBy('office', 'department').len().toRecords() as { office: string; department: string; len: number }[];
const cells: Cell[] = rows.map(({ office, department, len }) => [office, department, len]);
cells.sort(([o1, d1, n1], [o2, d2, n2]) => n2 - n1 || o1.localeCompare(o2) || d1.localeCompare(d2));
cells.slice(0, 4);`,
    expected: () => ({
      value: counts(employees(), (row) => `${row.office}|${row.department}`)
        .map(([name, n]) => [at(name.split('|'), 0), at(name.split('|'), 1), n] as const)
        .toSorted(
          (left, right) =>
            right[2] - left[2] || left[0].localeCompare(right[0]) || left[1].localeCompare(right[1]),
        )
        .slice(0, 4),
    }),
  },
];
