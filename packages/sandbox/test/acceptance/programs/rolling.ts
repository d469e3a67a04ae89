import { fenced, type Program } from '../program.js';
import { carbon, sales, temperatures, unemployment, weather } from '../reference/datasets.js';
import {
  at,
  extended,
  groups,
  max,
  mean,
  median,
  min,
  round,
  running,
  std,
  sum,
} from '../reference/statistics.js';

/** A statistic of each window of rows that ends at a row; null while there are too few. */
function rolled(
  values: readonly number[],
  size: number,
  of: (window: readonly number[]) => number,
  least = size,
): (number | null)[] {
  return values.map((_value, index) => {
    const window = values.slice(Math.max(0, index - size + 1), index + 1);
    return window.length < least ? null : of(window);
  });
}

const days2015 = () => weather().filter((row) => row.date >= '2015-06-01' && row.date <= '2015-08-31');

const monthlyRevenue = () =>
  groups(sales(), (row) => row.order_date.slice(0, 7))
    .map(([month, rows]) => ({ month, revenue: sum(rows.map((row) => row.revenue)) }))
    .toSorted((left, right) => (left.month < right.month ? -1 : 1));

export const rolling: readonly Program[] = [
  {
    title: 'seven-day moving average',
    style: 'nodejs-polars',
    code: `const df = pl.readCSV('seattle-weather.csv', { tryParseDates: true });
df.sort('date')
  .filter(pl.col('date').gtEq(pl.lit('2015-06-01')).and(pl.col('date').ltEq(pl.lit('2015-08-31'))))
  .withColumns(pl.col('temp_max').rollingMean({ windowSize: 7 }).alias('ma7'))
  .select('date', 'temp_max', 'ma7')`,
    expected: () => {
      const averages = rolled(
        days2015().map((row) => row.temp_max),
        7,
        mean,
      );
      return {
        table: days2015().map(({ date, temp_max }, index) => ({ date, temp_max, ma7: averages[index] })),
      };
    },
  },
  {
    title: 'rolling sum with a keyword window and fewer values at the start',
    style: 'py-polars',
    code: `(
  pl.scan_csv("seattle-weather.csv", { try_parse_dates: true })
    .filter(pl.col("date").is_between("2015-06-01", "2015-08-31"))
    .with_columns(pl.col("precipitation").rolling_sum({ window_size: 5, min_periods: 1 }).alias("rain5"))
    .select(["date", "rain5"])
    .collect()
)`,
    expected: () => {
      const sums = rolled(
        days2015().map((row) => row.precipitation),
        5,
        sum,
        1,
      );
      return { table: days2015().map(({ date }, index) => ({ date, rain5: sums[index] })) };
    },
  },
  {
    title: 'rolling standard deviation, min and max, with a bare number',
    style: 'py-polars',
    code: `pl.read_csv("global-temp.csv").with_columns([
    pl.col("temp").rolling_std(10).alias("sd10"),
    pl.col("temp").rolling_min(10).alias("min10"),
    pl.col("temp").rolling_max(10).alias("max10"),
]).tail(20)`,
    expected: () => {
      const values = temperatures().map((row) => row.temp);
      const [sd, low, high] = [rolled(values, 10, std), rolled(values, 10, min), rolled(values, 10, max)];
      return {
        table: temperatures()
          .map((row, index) => extended(row, { sd10: sd[index], min10: low[index], max10: high[index] }))
          .slice(-20),
      };
    },
  },
  {
    title: 'a centred moving average by decade of years',
    style: 'nodejs-polars',
    code: `pl.scan('global-temp')
  .withColumns(pl.col('temp').rollingMean({ windowSize: 11, center: true }).alias('smooth'))
  .filter(pl.col('smooth').isNotNull())
  .select('year', pl.col('smooth').round(3))`,
    expected: () => {
      const values = temperatures().map((row) => row.temp);
      return {
        table: temperatures()
          .slice(5, -5)
          .map(({ year }, index) => ({ year, smooth: round(mean(values.slice(index, index + 11)), 3) })),
      };
    },
  },
  {
    title: 'rolling mean per group',
    style: 'nodejs-polars',
    code: `pl.scan('unemployment-across-industries')
  .sort('series', 'date')
  .withColumns(pl.col('rate').rollingMean(12).over('series').alias('rate_12m'))
  .filter(pl.col('series').eq('Construction'), pl.col('rate_12m').isNotNull())
  .select('year', 'month', 'rate_12m')`,
    expected: () => {
      const rows = unemployment().filter((row) => row.series === 'Construction');
      const averages = rolled(
        rows.map((row) => row.rate),
        12,
        mean,
      );
      return {
        table: rows
          .map(({ year, month }, index) => ({ year, month, rate_12m: averages[index] }))
          .filter((row) => row.rate_12m !== null),
      };
    },
  },
  {
    title: 'three-month average of monthly revenue',
    style: 'py-polars',
    code: `monthly = (
    pl.read_csv("sales.csv", try_parse_dates=True)
    .with_columns(pl.col("order_date").dt.strftime("%Y-%m").alias("month"))
    .group_by("month")
    .agg(pl.col("quantity").mul(pl.col("unit_price")).sum().alias("revenue"))
    .sort("month")
)
monthly.with_columns(pl.col("revenue").rolling_mean(3).alias("ma3"))`,
    expected: () => {
      const rows = monthlyRevenue();
      const averages = rolled(
        rows.map((row) => row.revenue),
        3,
        mean,
      );
      return { table: rows.map((row, index) => extended(row, { ma3: averages[index] })) };
    },
  },
  {
    title: 'running total of revenue by month',
    style: 'nodejs-polars',
    code: `const monthly = pl.scan('sales')
  .groupByDynamic('order_date', { every: '1mo' })
  .agg(pl.col('quantity').mul(pl.col('unit_price')).sum().alias('revenue'));
monthly.withColumns(pl.col('revenue').cumSum().alias('running_total'))`,
    expected: () => {
      const rows = monthlyRevenue();
      const totals = running(rows.map((row) => row.revenue));
      return {
        table: rows.map(({ month, revenue }, index) => ({
          order_date: `${month}-01`,
          revenue,
          running_total: totals[index],
        })),
      };
    },
  },
  {
    title: 'a running total that starts again each year',
    style: 'py-polars',
    code: `(pl.scan_csv("sales.csv")
  .with_columns([
    pl.col("order_date").dt.year().alias("year"),
    pl.col("order_date").dt.month().alias("month"),
    (pl.col("unit_price").mul(pl.col("quantity"))).alias("revenue"),
  ])
  .group_by(["year", "month"])
  .agg(pl.sum("revenue"))
  .sort(["year", "month"])
  .with_columns(pl.col("revenue").cum_sum().over("year").alias("ytd"))
  .collect())`,
    expected: () => {
      const rows = monthlyRevenue().map(({ month, revenue }) => ({
        year: Number(month.slice(0, 4)),
        month: Number(month.slice(5)),
        revenue,
      }));
      return {
        table: groups(rows, (row) => row.year).flatMap(([, months]) => {
          const totals = running(months.map((row) => row.revenue));
          return months.map((row, index) => extended(row, { ytd: totals[index] }));
        }),
      };
    },
  },
  {
    title: 'the record so far',
    style: 'nodejs-polars',
    code: `const t = pl.scan('global-temp').sort('year');
t.withColumns(pl.col('temp').cumMax().alias('record'))
 .filter(pl.col('temp').gtEq(pl.col('record')))
 .select('year', 'temp')`,
    expected: () => {
      let record = Number.NEGATIVE_INFINITY;
      return {
        table: temperatures().filter(({ temp }) => {
          record = Math.max(record, temp);
          return temp >= record;
        }),
      };
    },
  },
  {
    title: 'a moving average by hand',
    style: 'arrays',
    code: `const rows = pl.scan('co2-concentration').sort('Date').toRecords();
const windowSize = 12;
const result = [];
for (let i = windowSize - 1; i < rows.length; i++) {
  let total = 0;
  for (let j = i - windowSize + 1; j <= i; j++) {
    total += rows[j]['CO2'];
  }
  result.push({ date: rows[i].Date, ma12: Number((total / windowSize).toFixed(2)) });
}
result.slice(-24);`,
    expected: () => {
      const averages = rolled(
        carbon().map((row) => row.CO2),
        12,
        mean,
      );
      return {
        table: carbon()
          .map(({ Date: date }, index) => ({ date, ma12: Number((averages[index] ?? 0).toFixed(2)) }))
          .slice(-24),
      };
    },
  },
  {
    title: 'exponential smoothing with reduce',
    style: 'typescript',
    code: `type Point = { year: number; temp: number };
const points = pl.readCSV('global-temp.csv').toRecords() as Point[];
const alpha: number = 0.2;
const smoothed = points.reduce<{ year: number; ewma: number }[]>((acc, p, i) => {
  const previous = i === 0 ? p.temp : acc[i - 1].ewma;
  acc.push({ year: p.year, ewma: alpha * p.temp + (1 - alpha) * previous });
  return acc;
}, []);
smoothed.filter(({ year }) => year % 20 === 0);`,
    expected: () => {
      let previous = at(temperatures(), 0).temp;
      const smoothed = temperatures().map(({ year, temp }) => {
        previous = 0.2 * temp + 0.8 * previous;
        return { year, ewma: previous };
      });
      return { table: smoothed.filter((row) => row.year % 20 === 0) };
    },
  },
  {
    title: 'rolling median in a fence, with await',
    style: 'fenced',
    code: fenced(
      'js',
      `import pl from 'nodejs-polars';

const df = await pl.scanCSV('seattle-weather.csv', { parseDates: true })
  .sort('date')
  .withColumns(pl.col('wind').rollingMedian({ windowSize: 30 }).alias('wind_median_30d'))
  .select('date', 'wind_median_30d')
  .tail(10)
  .collect();

export default df;`,
    ),
    expected: () => {
      const medians = rolled(
        weather().map((row) => row.wind),
        30,
        median,
      );
      return {
        table: weather()
          .map(({ date }, index) => ({ date, wind_median_30d: medians[index] }))
          .slice(-10),
      };
    },
  },
  {
    title: 'longest dry spell',
    style: 'verbose',
    code: `// Find the longest run of consecutive days without rain
const df = pl.readCSV('seattle-weather.csv').sort('date');
const dates = df.getColumn('date');
const rain = df.getColumn('precipitation');

let best = { start: null, end: null, length: 0 };
let currentStart = 0;
let currentLength = 0;

for (let i = 0; i < rain.length; i++) {
  if (rain[i] === 0) {
    if (currentLength === 0) currentStart = i;
    currentLength++;
    if (currentLength > best.length) {
      best = { start: dates[currentStart], end: dates[i], length: currentLength };
    }
  } else {
    currentLength = 0;
  }
}

console.log(\`Longest dry spell: \${best.length} days\`);
best;`,
    expected: () => {
      let best = { start: '', end: '', length: 0 };
      let spell: string[] = [];
      for (const row of weather()) {
        spell = row.precipitation === 0 ? [...spell, row.date] : [];
        if (spell.length > best.length) best = { start: at(spell, 0), end: row.date, length: spell.length };
      }
      return { value: best, logs: [`Longest dry spell: ${best.length} days`] };
    },
  },
];
