import type { Program } from '../program.js';
import { sales, strikes, temperatures, unemployment } from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  daysBetween,
  extended,
  groups,
  mean,
  quarterOf,
  round,
  sorted,
  yearOf,
} from '../reference/statistics.js';

export const cohorts: readonly Program[] = [
  {
    title: 'retention of airports from year to year',
    style: 'verbose',
    code: `// For each year: how many airports with a strike also had one the year before?
const pairs = pl.scan('birdstrikes')
  .select(pl.col('Airport Name').alias('airport'), pl.col('Flight Date').dt.year().alias('year'))
  .unique()
  .toRecords();

const byYear = new Map();
for (const { airport, year } of pairs) {
  if (!byYear.has(year)) byYear.set(year, new Set());
  byYear.get(year).add(airport);
}

const years = [...byYear.keys()].sort((a, b) => a - b);
const result = years.slice(1).map((year) => {
  const current = byYear.get(year);
  const previous = byYear.get(year - 1) ?? new Set();
  const retained = [...current].filter((a) => previous.has(a)).length;
  return { year, airports: current.size, retained, rate: retained / previous.size };
});
result;`,
    expected: () => {
      const airports = (year: number): Set<string> =>
        new Set(
          strikes()
            .filter((row) => yearOf(row['Flight Date']) === year)
            .map((row) => row['Airport Name']),
        );
      const years = [...new Set(strikes().map((row) => yearOf(row['Flight Date'])))].toSorted(
        (left, right) => left - right,
      );
      return {
        table: years.slice(1).map((year) => {
          const [now, before] = [airports(year), airports(year - 1)];
          const retained = [...now].filter((name) => before.has(name)).length;
          return { year, airports: now.size, retained, rate: retained / before.size };
        }),
      };
    },
  },
  {
    title: 'change of the unemployment rate since a month, per series',
    style: 'py-polars',
    code: `u = pl.read_json("unemployment-across-industries.json")
base = u.filter((pl.col("year").eq(2007)).and_(pl.col("month").eq(12))).select("series", pl.col("rate").alias("before"))
peak = u.filter(pl.col("year").is_in([2008, 2009, 2010])).group_by("series").agg(pl.col("rate").max().alias("peak"))
(base.join(peak, { on: "series" })
  .with_columns((pl.col("peak").sub(pl.col("before"))).round(1).alias("points"))
  .sort(["points", "series"], { descending: [true, false] }))`,
    expected: () => {
      const table = groups(unemployment(), (row) => row.series).map(([series, rows]) => {
        const before = at(
          rows.filter((row) => row.year === 2007 && row.month === 12),
          0,
        ).rate;
        const peak = Math.max(...rows.filter((row) => row.year >= 2008).map((row) => row.rate));
        return { series, before, peak, points: round(peak - before, 1) };
      });
      return {
        table: table.toSorted(
          (left, right) => right.points - left.points || (left.series < right.series ? -1 : 1),
        ),
      };
    },
  },
  {
    title: 'decade means with integer arithmetic',
    style: 'nodejs-polars',
    code: `pl.readCSV('global-temp.csv')
  .withColumns(pl.col('year').floorDiv(10).mul(10).alias('decade'))
  .groupBy('decade')
  .agg(pl.col('temp').mean().round(3).alias('mean_temp'), pl.len().alias('years'))
  .sort('decade')
  .withColumns(pl.col('mean_temp').diff().round(3).alias('change'))`,
    expected: () => {
      const decades = sorted(
        groups(temperatures(), (row) => Math.floor(row.year / 10) * 10).map(([decade, rows]) => ({
          decade,
          mean_temp: round(mean(rows.map((row) => row.temp)), 3),
          years: rows.length,
        })),
        ascending((row) => row.decade),
      );
      return {
        table: decades.map((row, index) =>
          extended(row, {
            change: index === 0 ? null : round(row.mean_temp - at(decades, index - 1).mean_temp, 3),
          }),
        ),
      };
    },
  },
  {
    title: 'new and repeated species by quarter',
    style: 'typescript',
    code: `type Strike = { 'Flight Date': string; 'Wildlife Species': string };
const strikes = pl.scan('birdstrikes')
  .filter(pl.col('Flight Date').dt.year().eq(1990))
  .select('Flight Date', 'Wildlife Species')
  .sort('Flight Date')
  .toRecords() as Strike[];

const seen = new Set<string>();
const result: Record<string, { fresh: number; known: number }> = {};
for (const s of strikes) {
  const month: number = new Date(s['Flight Date']).getUTCMonth();
  const q = \`Q\${Math.floor(month / 3) + 1}\`;
  result[q] ||= { fresh: 0, known: 0 };
  if (seen.has(s['Wildlife Species'])) {
    result[q].known++;
  } else {
    result[q].fresh++;
    seen.add(s['Wildlife Species']);
  }
}
Object.entries(result).map(([quarter, v]) => ({ quarter, ...v }));`,
    expected: () => {
      const rows = sorted(
        strikes().filter((row) => yearOf(row['Flight Date']) === 1990),
        ascending((row) => row['Flight Date']),
      );
      const seen = new Set<string>();
      const marked = rows.map((row) => {
        const isFresh = !seen.has(row['Wildlife Species']);
        seen.add(row['Wildlife Species']);
        return { quarter: `Q${quarterOf(row['Flight Date'])}`, isFresh };
      });
      return {
        table: groups(marked, (row) => row.quarter).map(([quarter, items]) => ({
          quarter,
          fresh: items.filter((item) => item.isFresh).length,
          known: items.filter((item) => !item.isFresh).length,
        })),
      };
    },
  },
  {
    title: 'average days between strikes of an operator',
    style: 'py-polars',
    code: `(pl.scan_csv("birdstrikes.csv")
  .filter(pl.col("Aircraft Airline Operator").is_in(["DELTA AIR LINES", "FEDEX EXPRESS"]))
  .sort(["Aircraft Airline Operator", "Flight Date"])
  .with_columns(pl.col("Flight Date").diff().over("Aircraft Airline Operator").dt.total_days().alias("gap"))
  .group_by("Aircraft Airline Operator").agg(pl.col("gap").mean().alias("mean_gap"), pl.len().alias("n"))
  .sort("Aircraft Airline Operator").collect())`,
    expected: () => ({
      table: ['DELTA AIR LINES', 'FEDEX EXPRESS'].map((operator) => {
        const days = strikes()
          .filter((row) => row['Aircraft Airline Operator'] === operator)
          .map((row) => row['Flight Date'])
          .toSorted();
        return {
          'Aircraft Airline Operator': operator,
          mean_gap: daysBetween(at(days, 0), at(days, -1)) / (days.length - 1),
          n: days.length,
        };
      }),
    }),
  },
  {
    title: 'orders per quarter against the quarter before',
    style: 'nodejs-polars',
    code: `const q = pl.scan('sales')
  .groupBy(pl.col('order_date').dt.truncate('1q').alias('quarter'))
  .agg(pl.len().alias('orders'))
  .sort('quarter');
q.withColumns(
  pl.col('orders').diff().alias('delta'),
  pl.col('orders').shift(4).alias('same_quarter_last_year'),
)`,
    expected: () => {
      const quarters = sorted(
        counts(sales(), (row) => {
          const month = String(quarterOf(row.order_date) * 3 - 2).padStart(2, '0');
          return `${row.order_date.slice(0, 4)}-${month}-01`;
        }).map(([quarter, orders]) => ({ quarter, orders })),
        ascending((row) => row.quarter),
      );
      return {
        table: quarters.map((row, index) =>
          extended(row, {
            delta: index === 0 ? null : row.orders - at(quarters, index - 1).orders,
            same_quarter_last_year: index < 4 ? null : at(quarters, index - 4).orders,
          }),
        ),
      };
    },
  },
];
