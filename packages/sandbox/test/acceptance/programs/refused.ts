import type { RefusedProgram } from '../program.js';

/** Programs that models write and that are refused, with what the error has to say. */
export const refused: readonly RefusedProgram[] = [
  {
    title: 'sum over an expression with when/then inside',
    style: 'py-polars',
    code: `import polars as pl

df = pl.read_csv("sales.csv")
df.group_by("product").agg(
    pl.when(pl.col("channel").eq("Online")).then(pl.col("quantity")).otherwise(0).sum().alias("online_units"),
    pl.col("quantity").sum().alias("units")
).with_columns(
    pl.col("online_units").truediv(pl.col("units")).alias("online_share")
).sort("online_share", {"descending": true})`,
    refused: { code: 'syntax-refused', hint: /Leave the line out/ },
  },
  {
    title: 'value counts of a column',
    style: 'nodejs-polars',
    code: `const cars = pl.readJSON('cars.json');
cars.getColumn('Origin').valueCounts().sort('count', true)`,
    refused: { code: 'member-unknown', hint: /df\.valueCounts\('column'\)/ },
  },
  {
    title: 'value counts, sorted, as a frame of a series',
    style: 'py-polars',
    code: `pl.read_csv("birdstrikes.csv")["Wildlife Size"].value_counts({ sort: true })`,
    refused: { code: 'member-unknown', hint: /df\.valueCounts\('column'\)/ },
  },
  {
    title: 'selectors of numeric columns',
    style: 'py-polars',
    code: `import polars.selectors as cs
pl.read_csv("seattle-weather.csv").select(cs.numeric().mean())`,
    refused: { code: 'syntax-refused', hint: /`pl\.cs`/ },
  },
  {
    title: 'mean of a group as pandas writes it',
    style: 'py-polars',
    code: `df = pl.read_csv("employees.csv")
df.groupby("country")["salary"].mean()`,
    refused: { code: 'argument-invalid', hint: /groupBy\(…\)\.mean\("salary"\)/ },
  },
  {
    title: 'sorting and heads of pandas',
    style: 'py-polars',
    code: `df = pl.read_json("gapminder.json")
df.query("year == 2005").sort_values("pop", { ascending: false }).head(3)[["country", "pop"]]`,
    refused: { code: 'argument-invalid', hint: /df\.filter\(pl\.col\('year'\)\.eq\(2005\)\)/ },
  },
  {
    title: 'which products start with a letter',
    style: 'py-polars',
    code: `(pl.read_csv("sales.csv")
  .filter(pl.col("product").str.starts_with("R") | pl.col("product").str.ends_with("Set"))
  .group_by("product").agg(pl.col("quantity").sum()).sort("product"))`,
    refused: { code: 'type-mismatch', hint: /`\.or\(…\)`/ },
  },
  {
    title: 'dates of records are dates, as nodejs-polars gives them',
    style: 'arrays',
    code: `const orders = pl.scan('Café orders').toRecords();
const perMonth = new Array(12).fill(0);
orders.forEach(o => {
  perMonth[o.Datum.getMonth()] += o['Trinkgeld (€)'];
});
perMonth.slice(0, 6).map((tips, i) => ({ month: i + 1, tips: +tips.toFixed(2) }))`,
    refused: { code: 'member-unknown', hint: /new Date\(text\)\.getMonth\(\)/ },
  },
  {
    title: 'nested grouping into an object of objects',
    style: 'arrays',
    code: `const rows = pl.scan('employees').select('country', 'remote', 'salary').toRecords();
const nested = {};
for (const { country, remote, salary } of rows) {
  const mode = remote ? 'remote' : 'office';
  nested[country] ??= {};
  nested[country][mode] ??= [];
  nested[country][mode].push(salary);
}
for (const country in nested) {
  for (const mode in nested[country]) {
    const list = nested[country][mode];
    nested[country][mode] = Math.round(list.reduce((a, b) => a + b, 0) / list.length);
  }
}
nested`,
    refused: { code: 'syntax-refused', hint: /for \(const key of Object\.keys\(object\)\)/ },
  },
  {
    title: 'a class for accumulating',
    style: 'typescript',
    code: `class RunningStats {
  private n = 0;
  private mean = 0;
  private m2 = 0;
  push(x: number): void {
    this.n += 1;
    const delta = x - this.mean;
    this.mean += delta / this.n;
    this.m2 += delta * (x - this.mean);
  }
  get variance(): number {
    return this.m2 / (this.n - 1);
  }
}
const stats = new RunningStats();
for (const wind of pl.scan('seattle-weather').getColumn('wind')) stats.push(wind);
stats.variance;`,
    refused: { code: 'syntax-refused', hint: /plain objects and functions/ },
  },
  {
    title: 'enums',
    style: 'typescript',
    code: `enum Season { Winter, Spring, Summer, Autumn }
const rows = pl.scan('seattle-weather').select('date', 'temp_max').toRecords() as { date: string; temp_max: number }[];
const buckets: number[][] = [[], [], [], []];
for (const { date, temp_max } of rows) {
  const season: Season = Math.floor((new Date(date).getUTCMonth() + 1) % 12 / 3);
  buckets[season].push(temp_max);
}
buckets.map((b, s) => ({ season: Season[s], max: Math.max(...b) }));`,
    refused: { code: 'syntax-refused', hint: /const Color = \{ Red: 'red' \}/ },
  },
];
