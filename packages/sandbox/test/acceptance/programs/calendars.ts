import { fenced, type Program } from '../program.js';
import { cafeOrders, employees, sales, strikes, unemployment, weather } from '../reference/datasets.js';
import {
  ascending,
  counts,
  daysBetween,
  groups,
  max,
  mean,
  monthOf,
  quarterOf,
  round,
  sorted,
  sum,
  weekdayOf,
  yearOf,
} from '../reference/statistics.js';

export const calendars: readonly Program[] = [
  {
    title: 'truncated to quarters',
    style: 'py-polars',
    code: `(pl.scan_csv("birdstrikes.csv")
  .with_columns(pl.col("Flight Date").dt.truncate("1q").alias("quarter"))
  .filter(pl.col("quarter").dt.year().is_in([2000, 2001]))
  .group_by("quarter").agg(pl.len().alias("strikes"))
  .sort("quarter").collect())`,
    expected: () => ({
      table: sorted(
        counts(
          strikes().filter((row) => /^200[01]/.test(row['Flight Date'])),
          (row) => {
            const month = String(quarterOf(row['Flight Date']) * 3 - 2).padStart(2, '0');
            return `${row['Flight Date'].slice(0, 4)}-${month}-01`;
          },
        ).map(([quarter, count]) => ({ quarter, strikes: count })),
        ascending((row) => row.quarter),
      ),
    }),
  },
  {
    title: 'a time zone: the local hour of each stamp',
    style: 'nodejs-polars',
    code: `pl.scan('unemployment-across-industries')
  .filter(pl.col('series').eq('Government'), pl.col('year').eq(2005))
  .withColumns(
    pl.col('date').dt.replaceTimeZone('UTC').dt.convertTimeZone('America/Los_Angeles').alias('local')
  )
  .select('month', pl.col('local').dt.hour().alias('hour'), pl.col('local').dt.month().alias('local_month'))
  .sort('month')`,
    expected: () => {
      const local = new Intl.DateTimeFormat('en-US', {
        timeZone: 'America/Los_Angeles',
        hour: 'numeric',
        hourCycle: 'h23',
        month: 'numeric',
      });
      return {
        table: unemployment()
          .filter((row) => row.series === 'Government' && row.year === 2005)
          .map(({ month, date }) => {
            const parts = local.formatToParts(new Date(date));
            const part = (type: string): number => Number(parts.find((item) => item.type === type)?.value);
            return { month, hour: part('hour'), local_month: part('month') };
          }),
      };
    },
  },
  {
    title: 'month ends and day of the year',
    style: 'py-polars',
    code: `(pl.read_csv("seattle-weather.csv")
  .filter(pl.col("date").eq(pl.col("date").dt.month_end()))
  .filter(pl.col("date").dt.year().eq(2012))
  .select([pl.col("date"), pl.col("date").dt.ordinal_day().alias("doy"), pl.col("temp_max")]))`,
    expected: () => ({
      table: weather()
        .filter(({ date }) => date.startsWith('2012') && isMonthEnd(date))
        .map(({ date, temp_max }) => ({ date, doy: daysBetween('2012-01-01', date) + 1, temp_max })),
    }),
  },
  {
    title: 'seasons with when and then',
    style: 'nodejs-polars',
    code: `const m = pl.col('date').dt.month();
pl.scan('seattle-weather')
  .withColumns(
    pl.when(m.isIn([12, 1, 2])).then(pl.lit('winter'))
      .when(m.isIn([3, 4, 5])).then(pl.lit('spring'))
      .when(m.isIn([6, 7, 8])).then(pl.lit('summer'))
      .otherwise(pl.lit('autumn'))
      .alias('season')
  )
  .groupBy('season')
  .agg(pl.col('temp_max').mean().round(2).alias('avg_high'), pl.col('precipitation').gt(0).sum().alias('wet_days'))
  .sort('avg_high')`,
    expected: () => {
      const season = (month: number): string => {
        if ([12, 1, 2].includes(month)) return 'winter';
        if ([3, 4, 5].includes(month)) return 'spring';
        return [6, 7, 8].includes(month) ? 'summer' : 'autumn';
      };
      return {
        table: sorted(
          groups(weather(), (row) => season(monthOf(row.date))).map(([name, rows]) => ({
            season: name,
            avg_high: round(mean(rows.map((row) => row.temp_max)), 2),
            wet_days: rows.filter((row) => row.precipitation > 0).length,
          })),
          ascending((row) => row.avg_high),
        ),
      };
    },
  },
  {
    title: 'JavaScript dates over records',
    style: 'arrays',
    code: `const orders = pl.readCSV("sales.csv").filter(pl.col("order_date").dt.year().eq(2023)).toRecords();
const byWeekend = { weekend: 0, weekday: 0 };
for (const order of orders) {
  const day = new Date(order.order_date).getUTCDay();
  if (day === 0 || day === 6) byWeekend.weekend += order.quantity;
  else byWeekend.weekday += order.quantity;
}
byWeekend`,
    expected: () => {
      const orders = sales().filter((row) => yearOf(row.order_date) === 2023);
      const units = (isWeekend: boolean): number =>
        sum(orders.filter((row) => weekdayOf(row.order_date) > 5 === isWeekend).map((row) => row.quantity));
      return { value: { weekend: units(true), weekday: units(false) } };
    },
  },
  {
    title: 'month keys from ISO texts',
    style: 'arrays',
    code: `const rows = pl.scan('employees').select('hire_date').toRecords();
const perYear = rows.reduce((acc, { hire_date }) => {
  const year = String(hire_date).slice(0, 4);
  acc[year] = (acc[year] || 0) + 1;
  return acc;
}, {});
Object.entries(perYear).sort(([a], [b]) => a - b).map(([year, hires]) => ({ year: Number(year), hires }))`,
    expected: () => ({
      table: sorted(
        counts(employees(), (row) => yearOf(row.hire_date)).map(([year, hires]) => ({ year, hires })),
        ascending((row) => row.year),
      ),
    }),
  },
  {
    title: 'tenure in months by a helper',
    style: 'typescript',
    code: `function monthsBetween(from: Date, to: Date): number {
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + (to.getUTCMonth() - from.getUTCMonth());
}
interface Row { department: string; hire_date: string }
const today = new Date('2025-01-01');
const rows = pl.scan('employees').select('department', 'hire_date').toRecords() as Row[];
const tenure: Record<string, number[]> = {};
for (const r of rows) {
  (tenure[r.department] ??= []).push(monthsBetween(new Date(r.hire_date), today));
}
Object.entries(tenure)
  .map(([department, months]) => ({ department, longest: Math.max(...months) }))
  .sort((a, b) => b.longest - a.longest || a.department.localeCompare(b.department));`,
    expected: () => ({
      table: groups(employees(), (row) => row.department)
        .map(([department, rows]) => ({
          department,
          longest: max(rows.map((row) => (2025 - yearOf(row.hire_date)) * 12 + 1 - monthOf(row.hire_date))),
        }))
        .toSorted(
          (left, right) => right.longest - left.longest || (left.department < right.department ? -1 : 1),
        ),
    }),
  },
  {
    title: 'a calendar of dates with a gap filled',
    style: 'fenced',
    code: fenced(
      'js',
      `// revenue of the café per day in January, with days without orders as 0
const daily = pl.scan('Café orders')
  .filter(pl.col('Datum').dt.month().eq(1))
  .groupBy('Datum')
  .agg(pl.col('Preis (€)').sum().alias('revenue'))
  .toRecords();
const lookup = new Map(daily.map((row) => [row.Datum, row.revenue]));
const out = [];
for (let d = new Date('2024-01-01'); d < new Date('2024-02-01'); d.setUTCDate(d.getUTCDate() + 1)) {
  const key = d.toISOString().slice(0, 10);
  out.push({ date: key, revenue: lookup.get(key) ?? 0 });
}
out;`,
    ),
    expected: () => ({
      table: Array.from({ length: 31 }, (_unused, index) => {
        const date = `2024-01-${String(index + 1).padStart(2, '0')}`;
        return {
          date,
          revenue: sum(
            cafeOrders()
              .filter((row) => row.Datum === date)
              .map((row) => row['Preis (€)']),
          ),
        };
      }),
    }),
  },
];

function isMonthEnd(day: string): boolean {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;
}
