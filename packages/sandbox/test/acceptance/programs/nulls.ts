import type { Program } from '../program.js';
import { cars, employees, penguins, strikes, weather } from '../reference/datasets.js';
import {
  ascending,
  at,
  descending,
  groups,
  mean,
  median,
  present,
  round,
  sorted,
  sum,
} from '../reference/statistics.js';

export const nulls: readonly Program[] = [
  {
    title: 'missing values per column',
    style: 'nodejs-polars',
    code: `pl.readParquet("penguins.parquet").nullCount()`,
    expected: () => ({
      table: [
        Object.fromEntries(
          Object.keys(at(penguins(), 0)).map((name) => [
            name,
            penguins().filter((row) => new Map(Object.entries(row)).get(name) === null).length,
          ]),
        ),
      ],
    }),
  },
  {
    title: 'a row per column with its missing share',
    style: 'py-polars',
    code: `df = pl.read_csv("birdstrikes.csv")
(df.select(pl.all().is_null().sum())
   .melt({ variable_name: "column", value_name: "nulls" })
   .with_columns((pl.col("nulls").truediv(df.height).mul(100)).round(2).alias("pct"))
   .filter(pl.col("nulls").gt(0)))`,
    expected: () => {
      const missing = strikes().filter((row) => row['Speed IAS in knots'] === null).length;
      return {
        table: [
          {
            column: 'Speed IAS in knots',
            nulls: missing,
            pct: round((missing / strikes().length) * 100, 2),
          },
        ],
      };
    },
  },
  {
    title: 'nulls filled with the mean of the group',
    style: 'py-polars',
    code: `(pl.read_json("cars.json")
  .with_columns(
    pl.col("Horsepower").fill_null(pl.col("Horsepower").mean().over("Cylinders")).alias("hp")
  )
  .filter(pl.col("Horsepower").is_null())
  .select(["Name", "Cylinders", "hp"])
  .sort("Name"))`,
    expected: () => {
      const means = new Map(
        groups(cars(), (row) => row.Cylinders).map(([cylinders, rows]) => [
          cylinders,
          mean(present(rows.map((row) => row.Horsepower))),
        ]),
      );
      return {
        table: sorted(
          cars()
            .filter((row) => row.Horsepower === null)
            .map(({ Name, Cylinders }) => ({ Name, Cylinders, hp: means.get(Cylinders) })),
          ascending((row) => row.Name),
        ),
      };
    },
  },
  {
    title: 'rows without any null',
    style: 'nodejs-polars',
    code: `const df = pl.readParquet('penguins.parquet');
const clean = df.dropNulls();
console.log(\`dropped \${df.height - clean.height} of \${df.height}\`);
clean.groupBy('Sex').agg(pl.col('Body Mass (g)').mean().round(1)).sort('Sex')`,
    expected: () => {
      const clean = penguins().filter((row) => Object.values(row).every((value) => value !== null));
      return {
        table: sorted(
          groups(clean, (row) => row.Sex ?? '').map(([Sex, rows]) => ({
            Sex,
            'Body Mass (g)': round(mean(present(rows.map((row) => row['Body Mass (g)']))), 1),
          })),
          ascending((row) => row.Sex),
        ),
        logs: [`dropped ${penguins().length - clean.length} of ${penguins().length}`],
      };
    },
  },
  {
    title: 'nulls dropped by a subset, then counted',
    style: 'nodejs-polars',
    code: `pl.scan('employees')
  .dropNulls(['performance_rating'])
  .groupBy('performance_rating')
  .agg(pl.len().alias('people'), pl.col('salary').median().alias('median_salary'))
  .sort('performance_rating')`,
    expected: () => ({
      table: sorted(
        groups(
          employees().filter((row) => row.performance_rating !== null),
          (row) => row.performance_rating,
        ).map(([performance_rating, rows]) => ({
          performance_rating,
          people: rows.length,
          median_salary: median(rows.map((row) => row.salary)),
        })),
        ascending((row) => row.performance_rating),
      ),
    }),
  },
  {
    title: 'a text in place of nulls, and the group of nulls',
    style: 'nodejs-polars',
    code: `pl.scan("penguins")
  .withColumns(pl.col("Sex").fillNull("unknown"))
  .groupBy("Sex")
  .agg(pl.len().alias("n"))
  .sort("n", { descending: true })`,
    expected: () => ({
      table: sorted(
        groups(penguins(), (row) => row.Sex ?? 'unknown').map(([Sex, rows]) => ({ Sex, n: rows.length })),
        descending((row) => row.n),
      ),
    }),
  },
  {
    title: 'the first value that is there',
    style: 'py-polars',
    code: `(pl.scan_parquet("penguins.parquet")
  .with_columns(pl.coalesce([pl.col("Sex"), pl.lit("?")]).alias("sex2"))
  .filter(pl.col("sex2").eq("?"))
  .select("Species", "sex2")
  .group_by("Species").len()
  .sort("Species").collect())`,
    expected: () => ({
      table: sorted(
        groups(
          penguins().filter((row) => row.Sex === null),
          (row) => row.Species,
        ).map(([Species, rows]) => ({ Species, len: rows.length })),
        ascending((row) => row.Species),
      ),
    }),
  },
  {
    title: 'the last known value carried on',
    style: 'py-polars',
    code: `(pl.read_csv("seattle-weather.csv")
  .filter(pl.col("date").dt.year().eq(2012))
  .with_columns(
    pl.when(pl.col("precipitation").gt(20)).then(pl.col("date")).otherwise(None).forward_fill().alias("last_storm")
  )
  .group_by("last_storm").agg(pl.len().alias("days"))
  .sort("last_storm", { nulls_last: true }))`,
    expected: () => {
      let storm: string | null = null;
      const days = weather()
        .filter((row) => row.date.startsWith('2012'))
        .map((row) => (storm = row.precipitation > 20 ? row.date : storm));
      return {
        table: sorted(
          groups(days, (day) => day).map(([last_storm, items]) => ({ last_storm, days: items.length })),
          ascending((row) => row.last_storm),
        ),
      };
    },
  },
  {
    title: 'nulls taken care of in plain JavaScript',
    style: 'arrays',
    code: `const cars = pl.readJSON('cars.json').toRecords();
const known = cars.filter(c => c.Miles_per_Gallon !== null && c.Horsepower != null);
const missing = cars.length - known.length;
({
  known: known.length,
  missing,
  avgMpg: known.map(c => c.Miles_per_Gallon).reduce((a, b) => a + b, 0) / known.length,
})`,
    expected: () => {
      const known = cars().filter((row) => row.Miles_per_Gallon !== null && row.Horsepower !== null);
      return {
        value: {
          known: known.length,
          missing: cars().length - known.length,
          avgMpg: mean(known.map((row) => row.Miles_per_Gallon ?? 0)),
        },
      };
    },
  },
  {
    title: 'optional chaining and defaults',
    style: 'typescript',
    code: `interface Penguin { Species: string; Sex: string | null; 'Body Mass (g)': number | null }
const penguins = pl.scan('penguins').toRecords() as Penguin[];
const heaviest = new Map<string, Penguin>();
for (const p of penguins) {
  const best = heaviest.get(p.Species);
  if ((p['Body Mass (g)'] ?? 0) > (best?.['Body Mass (g)'] ?? 0)) heaviest.set(p.Species, p);
}
Array.from(heaviest.values()).map((p) => ({ species: p.Species, sex: p.Sex ?? 'n/a', mass: p['Body Mass (g)']! }));`,
    expected: () => ({
      table: groups(penguins(), (row) => row.Species).map(([species, rows]) => {
        const heaviest = rows.reduce((best, row) =>
          (row['Body Mass (g)'] ?? 0) > (best['Body Mass (g)'] ?? 0) ? row : best,
        );
        return { species, sex: heaviest.Sex ?? 'n/a', mass: heaviest['Body Mass (g)'] };
      }),
    }),
  },
  {
    title: 'is it null, counted by a flag',
    style: 'nodejs-polars',
    code: `pl.readCSV('birdstrikes.csv')
  .withColumns(pl.col('Speed IAS in knots').isNull().alias('no_speed'))
  .groupBy('no_speed')
  .agg(pl.col('Cost Total $').sum().alias('cost'), pl.count())
  .sort('no_speed')`,
    expected: () => ({
      table: [false, true].map((no_speed) => {
        const rows = strikes().filter((row) => (row['Speed IAS in knots'] === null) === no_speed);
        return { no_speed, cost: sum(rows.map((row) => row['Cost Total $'])), count: rows.length };
      }),
    }),
  },
];
