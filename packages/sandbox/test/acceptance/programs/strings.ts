import { fenced, type Program } from '../program.js';
import { cars, employees, strikes } from '../reference/datasets.js';
import { ascending, at, counts, descending, groups, mean, sorted, yearOf } from '../reference/statistics.js';

const brandOf = (name: string): string => name.split(' ')[0] ?? '';

export const strings: readonly Program[] = [
  {
    title: 'brands: the first word of the name',
    style: 'nodejs-polars',
    code: `const cars = pl.readJSON("cars.json");
cars
  .withColumns(pl.col("Name").str.split(" ").list.first().alias("brand"))
  .groupBy("brand")
  .agg(pl.count().alias("n"))
  .sort(["n", "brand"], [true, false])
  .head(8)`,
    expected: () => ({
      table: sorted(
        counts(cars(), (row) => brandOf(row.Name)).map(([brand, n]) => ({ brand, n })),
        descending((row) => row.n),
        ascending((row) => row.brand),
      ).slice(0, 8),
    }),
  },
  {
    title: 'first word by list.get, as in Python',
    style: 'py-polars',
    code: `(pl.read_json("cars.json")
  .with_columns(pl.col("Name").str.split(" ").list.get(0).str.to_titlecase().alias("brand"))
  .group_by("brand").agg(pl.col("Displacement").mean().alias("disp"))
  .sort("disp", { descending: true }).head(3))`,
    expected: () => ({
      table: sorted(
        groups(cars(), (row) => titleCase(brandOf(row.Name))).map(([brand, rows]) => ({
          brand,
          disp: mean(rows.map((row) => row.Displacement)),
        })),
        descending((row) => row.disp),
      ).slice(0, 3),
    }),
  },
  {
    title: 'a pattern in contains',
    style: 'nodejs-polars',
    code: String.raw`pl.scan('birdstrikes')
  .filter(pl.col('Aircraft Make Model').str.contains('^B-7[0-9]7'))
  .groupBy('Aircraft Make Model')
  .agg(pl.len().alias('strikes'))
  .sort(['strikes', 'Aircraft Make Model'], { descending: [true, false] })
  .head(10)`,
    expected: () => ({
      table: sorted(
        counts(
          strikes().filter((row) => /^B-7\d7/.test(row['Aircraft Make Model'])),
          (row) => row['Aircraft Make Model'],
        ).map(([model, count]) => ({ 'Aircraft Make Model': model, strikes: count })),
        descending((row) => row.strikes),
        ascending((row) => row['Aircraft Make Model']),
      ).slice(0, 10),
    }),
  },
  {
    title: 'a literal in contains, with upper case',
    style: 'py-polars',
    code: `(pl.scan_csv("birdstrikes.csv")
  .filter(pl.col("Wildlife Species").str.to_lowercase().str.contains("gull"))
  .select(pl.col("Wildlife Species").str.to_uppercase().alias("gull"))
  .unique().sort("gull").collect())`,
    expected: () => ({
      table: [
        ...new Set(
          strikes()
            .map((row) => row['Wildlife Species'].toLowerCase())
            .filter((name) => name.includes('gull'))
            .map((name) => name.toUpperCase()),
        ),
      ]
        .toSorted()
        .map((gull) => ({ gull })),
    }),
  },
  {
    title: 'a group of a pattern extracted and cast',
    style: 'nodejs-polars',
    code: String.raw`pl.readCSV('birdstrikes.csv')
  .withColumns(pl.col('Aircraft Make Model').str.extract('^B-(\\d+)', 1).cast(pl.Int64).alias('series'))
  .filter(pl.col('series').isNotNull())
  .groupBy('series').agg(pl.len().alias('n'))
  .sort('series')`,
    expected: () => ({
      table: sorted(
        counts(
          strikes().filter((row) => /^B-\d/.test(row['Aircraft Make Model'])),
          (row) => Number(/^B-(\d+)/.exec(row['Aircraft Make Model'])?.[1]),
        ).map(([series, n]) => ({ series, n })),
        ascending((row) => row.series),
      ),
    }),
  },
  {
    title: 'texts replaced and trimmed',
    style: 'nodejs-polars',
    code: `pl.scan('birdstrikes')
  .select(
    pl.col('Aircraft Airline Operator').str.replaceAll('*', '').str.strip().alias('operator')
  )
  .groupBy('operator').agg(pl.len().alias('n'))
  .sort(['n', 'operator'], [true, false])
  .head(6)`,
    expected: () => ({
      table: sorted(
        counts(strikes(), (row) => row['Aircraft Airline Operator'].replaceAll('*', '').trim()).map(
          ([operator, n]) => ({ operator, n }),
        ),
        descending((row) => row.n),
        ascending((row) => row.operator),
      ).slice(0, 6),
    }),
  },
  {
    title: 'lengths of texts',
    style: 'py-polars',
    code: `(pl.read_csv("employees.csv")
  .with_columns(pl.col("name").str.len_chars().alias("chars"))
  .sort(["chars", "name"], { descending: [true, false] })
  .select("name", "chars")
  .unique({ subset: ["name"], keep: "first", maintain_order: true })
  .head(5))`,
    expected: () => ({
      table: sorted(
        [...new Set(employees().map((row) => row.name))].map((name) => ({ name, chars: name.length })),
        descending((row) => row.chars),
        ascending((row) => row.name),
      ).slice(0, 5),
    }),
  },
  {
    title: 'names put together and split again',
    style: 'py-polars',
    code: `(
  pl.read_csv("employees.csv")
  .with_columns([
    pl.col("name").str.split(" ").list.last().alias("surname"),
    pl.concat_str([pl.col("job_title"), pl.col("office")], { separator: " @ " }).alias("where"),
  ])
  .filter(pl.col("surname").eq("Kaya"))
  .select("employee_id", "surname", "where")
  .sort("employee_id")
)`,
    expected: () => ({
      table: sorted(
        employees()
          .filter((row) => row.name.split(' ').at(-1) === 'Kaya')
          .map((row) => ({
            employee_id: row.employee_id,
            surname: 'Kaya',
            where: `${row.job_title} @ ${row.office}`,
          })),
        ascending((row) => row.employee_id),
      ),
    }),
  },
  {
    title: 'initials with slices and format',
    style: 'nodejs-polars',
    code: `pl.scan('employees')
  .filter(pl.col('department').eq('Legal'))
  .withColumns(pl.col('name').str.slice(0, 1).alias('initial'))
  .select(pl.format('{}. ({})', pl.col('initial'), pl.col('office')).alias('tag'))
  .sort('tag')
  .head(5)`,
    expected: () => ({
      table: employees()
        .filter((row) => row.department === 'Legal')
        .map((row) => `${row.name.slice(0, 1)}. (${row.office})`)
        .toSorted()
        .slice(0, 5)
        .map((tag) => ({ tag })),
    }),
  },
  {
    title: 'a regular expression literal over records',
    style: 'arrays',
    code: String.raw`const rows = pl.scan('birdstrikes').select('Aircraft Make Model').toRecords();
const families = {};
for (const row of rows) {
  const m = row['Aircraft Make Model'].match(/^([A-Z]+)-(\d+)/);
  const key = m ? m[1] : 'other';
  families[key] = (families[key] || 0) + 1;
}
Object.entries(families)
  .map(([family, n]) => ({ family, n }))
  .sort((a, b) => b.n - a.n || (a.family < b.family ? -1 : 1))
  .slice(0, 7);`,
    expected: () => ({
      table: sorted(
        counts(strikes(), (row) => /^([A-Z]+)-\d+/.exec(row['Aircraft Make Model'])?.[1] ?? 'other').map(
          ([family, n]) => ({ family, n }),
        ),
        descending((row) => row.n),
        ascending((row) => row.family),
      ).slice(0, 7),
    }),
  },
  {
    title: 'labels with a dictionary',
    style: 'py-polars',
    code: `mapping = {"USA": "US", "Japan": "JP", "Europe": "EU"}
(pl.read_json("cars.json")
  .with_columns(pl.col("Origin").replace(mapping).alias("code"))
  .group_by("code").agg(pl.col("Acceleration").mean())
  .sort("code"))`,
    expected: () => {
      const codes = new Map([
        ['USA', 'US'],
        ['Japan', 'JP'],
        ['Europe', 'EU'],
      ]);
      return {
        table: sorted(
          groups(cars(), (row) => codes.get(row.Origin) ?? '').map(([code, rows]) => ({
            code,
            Acceleration: mean(rows.map((row) => row.Acceleration)),
          })),
          ascending((row) => row.code),
        ),
      };
    },
  },
  {
    title: 'ids padded with zeros',
    style: 'nodejs-polars',
    code: `pl.readCSV('gapminder')
  .select('cluster').unique().sort('cluster')
  .withColumns(
    pl.col('cluster').cast(pl.Utf8).str.padStart(3, '0').alias('id'),
    pl.col('cluster').cast(pl.String).str.zfill(4).alias('long_id'),
  )`,
    expected: () => ({
      table: [0, 1, 2, 3, 4, 5].map((cluster) => ({
        cluster,
        id: `00${cluster}`,
        long_id: `000${cluster}`,
      })),
    }),
  },
  {
    title: 'texts parsed to numbers and dates',
    style: 'nodejs-polars',
    code: `const raw = pl.DataFrame({
  when: ["03/02/2024", "17/11/2023", "29/02/2024"],
  amount: ["$1,250.50", "$89.00", "$10,000.00"],
});
raw.select(
  pl.col("when").str.strptime(pl.Date, "%d/%m/%Y").alias("date"),
  pl.col("amount").str.replaceAll("[$,]", "").cast(pl.Float64).alias("usd")
).sort("date")`,
    expected: () => ({
      table: [
        { date: '2023-11-17', usd: 89 },
        { date: '2024-02-03', usd: 1250.5 },
        { date: '2024-02-29', usd: 10_000 },
      ],
    }),
  },
  {
    title: 'log lines parsed in a fence',
    style: 'fenced',
    code: fenced(
      'ts',
      String.raw`type Entry = { level: string; ms: number };
const log = [
  '2024-05-01 10:00:01 INFO request took 120ms',
  '2024-05-01 10:00:02 WARN request took 900ms',
  '2024-05-01 10:00:05 INFO request took 80ms',
].join('\n');

const entries: Entry[] = log
  .split('\n')
  .map((line) => /\s(INFO|WARN|ERROR)\s.*?(\d+)ms/.exec(line))
  .filter((m): m is RegExpExecArray => m !== null)
  .map((m) => ({ level: m[1], ms: parseInt(m[2], 10) }));

const df = pl.DataFrame(entries);
df.groupBy('level').agg(pl.col('ms').mean().alias('mean_ms')).sort('level');`,
    ),
    expected: () => ({
      table: [
        { level: 'INFO', mean_ms: 100 },
        { level: 'WARN', mean_ms: 900 },
      ],
    }),
  },
  {
    title: 'year and month out of a text, counted',
    style: 'arrays',
    code: `const hires = pl.scan('employees').getColumn('hire_date').map(d => d.toString().substring(0, 7));
const inYear = hires.filter(m => m.startsWith('2021')).sort();
[...new Set(inYear)].map(m => [m, inYear.filter(x => x === m).length])`,
    expected: () => ({
      value: sorted(
        counts(
          employees().filter((row) => yearOf(row.hire_date) === 2021),
          (row) => row.hire_date.slice(0, 7),
        ),
        ascending(([month]) => month),
      ).map((entry) => [at(entry, 0), at(entry, 1)]),
    }),
  },
];

function titleCase(word: string): string {
  return word.replaceAll(/[a-z]+/gi, (part) => part.charAt(0).toUpperCase() + part.slice(1));
}
