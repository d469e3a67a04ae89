import type { Program } from '../program.js';
import {
  cafeOrders,
  cars,
  countries,
  employees,
  sales,
  strikes,
  temperatures,
  weather,
} from '../reference/datasets.js';
import {
  ascending,
  at,
  counts,
  descending,
  groups,
  max,
  mean,
  median,
  round,
  sorted,
  sum,
  yearOf,
} from '../reference/statistics.js';

export const arrays: readonly Program[] = [
  {
    title: 'group and average with reduce',
    style: 'arrays',
    code: `const data = pl.readCSV('employees.csv').toRecords();

const grouped = data.reduce((acc, row) => {
  const key = row.department;
  if (!acc[key]) acc[key] = { sum: 0, count: 0 };
  acc[key].sum += row.salary;
  acc[key].count += 1;
  return acc;
}, {});

const result = Object.keys(grouped).map(key => ({
  department: key,
  avgSalary: grouped[key].sum / grouped[key].count
})).sort((a, b) => b.avgSalary - a.avgSalary);

result;`,
    expected: () => ({
      table: sorted(
        groups(employees(), (row) => row.department).map(([department, rows]) => ({
          department,
          avgSalary: mean(rows.map((row) => row.salary)),
        })),
        descending((row) => row.avgSalary),
      ),
    }),
  },
  {
    title: 'a general groupBy helper',
    style: 'arrays',
    code: `const groupBy = (arr, fn) => arr.reduce((m, x) => {
  const k = fn(x);
  (m[k] = m[k] || []).push(x);
  return m;
}, {});
const sumBy = (arr, fn) => arr.reduce((s, x) => s + fn(x), 0);

const orders = pl.scan('Café orders').toRecords();
const byDrink = groupBy(orders, o => o['Getränk']);
Object.entries(byDrink)
  .map(([drink, list]) => ({ drink, orders: list.length, revenue: Math.round(sumBy(list, o => o['Preis (€)']) * 100) / 100 }))
  .sort((a, b) => b.orders - a.orders)`,
    expected: () => ({
      table: sorted(
        groups(cafeOrders(), (row) => row.Getränk).map(([drink, rows]) => ({
          drink,
          orders: rows.length,
          revenue: round(sum(rows.map((row) => row['Preis (€)'])), 2),
        })),
        descending((row) => row.orders),
      ),
    }),
  },
  {
    title: 'Object.groupBy',
    style: 'arrays',
    code: `const cars = pl.readJSON('cars.json').toRecords();
const groups = Object.groupBy(cars, ({ Origin }) => Origin);
Object.entries(groups).map(([origin, list]) => ({
  origin,
  heaviest: Math.max(...list.map(c => c.Weight_in_lbs)),
}))`,
    expected: () => ({
      table: groups(cars(), (row) => row.Origin).map(([origin, rows]) => ({
        origin,
        heaviest: max(rows.map((row) => row.Weight_in_lbs)),
      })),
    }),
  },
  {
    title: 'for … of with counters in a Map, sorted by count',
    style: 'arrays',
    code: `const counts = new Map();
for (const row of pl.readCSV('birdstrikes.csv').toRecords()) {
  const phase = row['Phase of flight'];
  counts.set(phase, (counts.get(phase) ?? 0) + 1);
}
[...counts].sort((a, b) => b[1] - a[1]).map(([phase, n]) => ({ phase, n, share: n / 10000 }))`,
    expected: () => ({
      table: sorted(
        counts(strikes(), (row) => row['Phase of flight']),
        descending(([, n]) => n),
      ).map(([phase, n]) => ({ phase, n, share: n / strikes().length })),
    }),
  },
  {
    title: 'word frequencies',
    style: 'arrays',
    code: String.raw`const text = pl.readCSV('birdstrikes.csv').getColumn('Wildlife Species').join(' ').toLowerCase();
const words = text.replace(/[^a-z\s]/g, ' ').split(/\s+/).filter(w => w.length > 3);
const freq = words.reduce((m, w) => m.set(w, (m.get(w) || 0) + 1), new Map());
Array.from(freq, ([word, count]) => ({ word, count }))
  .sort((a, b) => b.count - a.count || a.word.localeCompare(b.word))
  .slice(0, 10)`,
    expected: () => {
      const text = strikes()
        .map((row) => row['Wildlife Species'])
        .join(' ')
        .toLowerCase();
      const words = text.match(/[a-z]+/g) ?? [];
      return {
        table: sorted(
          counts(
            words.filter((word) => word.length > 3),
            (word) => word,
          ),
          descending(([, count]) => count),
          ascending(([word]) => word),
        )
          .slice(0, 10)
          .map(([word, count]) => ({ word, count })),
      };
    },
  },
  {
    title: 'iteration over the frame itself',
    style: 'arrays',
    code: `const df = pl.scan('gapminder').filter(pl.col('year').eq(2005)).select('country', 'pop').collectSync();
let over100 = [];
for (const [country, pop] of df.rows()) {
  if (pop > 100_000_000) over100.push(country);
}
over100.sort().join('; ')`,
    expected: () => ({
      value: countries()
        .filter((row) => row.year === 2005 && row.pop > 100_000_000)
        .map((row) => row.country)
        .toSorted()
        .join('; '),
    }),
  },
  {
    title: 'medians by a helper with a sort of numbers',
    style: 'arrays',
    code: `function median(xs) {
  const s = xs.slice().sort((a, b) => a - b);
  const m = s.length >> 1;
  return s.length % 2 ? s[m] : (s[m - 1] + s[m]) / 2;
}
const rows = pl.scan('seattle-weather').toRecords();
const kinds = [...new Set(rows.map(r => r.weather))];
kinds.sort().map(kind => ({ kind, medianWind: median(rows.filter(r => r.weather === kind).map(r => r.wind)) }))`,
    expected: () => ({
      table: sorted(
        groups(weather(), (row) => row.weather).map(([kind, rows]) => ({
          kind,
          medianWind: median(rows.map((row) => row.wind)),
        })),
        ascending((row) => row.kind),
      ),
    }),
  },
  {
    title: 'a running balance with map and closure',
    style: 'arrays',
    code: `const daily = pl.scan('sales')
  .filter(pl.col('order_date').isBetween('2022-01-01', '2022-01-10'))
  .groupBy('order_date').agg(pl.col('quantity').sum().alias('units'))
  .sort('order_date')
  .toRecords();
let total = 0;
daily.map(({ units }) => (total += units));`,
    expected: () => {
      let total = 0;
      return {
        value: sorted(
          groups(
            sales().filter((row) => row.order_date <= '2022-01-10'),
            (row) => row.order_date,
          ),
          ascending(([day]) => day),
        ).map(([, rows]) => (total += sum(rows.map((row) => row.quantity)))),
      };
    },
  },
  {
    title: 'some, every, find, includes',
    style: 'arrays',
    code: `const people = pl.readCSV('employees.csv').toRecords();
const answer = {
  anyoneOver62: people.some(p => p.age > 62),
  allAdults: people.every(p => p.age >= 18),
  firstInLegal: people.find(p => p.department === 'Legal').employee_id,
  offices: [...new Set(people.map(p => p.office))].includes('Paris'),
  lastIndexBerlin: people.findLastIndex(p => p.office === 'Berlin'),
};
answer;`,
    expected: () => ({
      value: {
        anyoneOver62: employees().some((row) => row.age > 62),
        allAdults: employees().every((row) => row.age >= 18),
        firstInLegal: employees().find((row) => row.department === 'Legal')?.employee_id,
        offices: employees().some((row) => row.office === 'Paris'),
        lastIndexBerlin: employees().findLastIndex((row) => row.office === 'Berlin'),
      },
    }),
  },
  {
    title: 'chunks of a list and destructuring',
    style: 'arrays',
    code: `const temps = pl.scan('global-temp').getColumn('temp');
const chunk = (xs, n) => xs.length === 0 ? [] : [xs.slice(0, n), ...chunk(xs.slice(n), n)];
const [first, , third, ...rest] = chunk(temps, 24).map(c => c.reduce((a, b) => a + b) / c.length);
({ first, third, others: rest.length })`,
    expected: () => {
      const temps = globalTemperatures();
      return {
        value: {
          first: mean(temps.slice(0, 24)),
          third: mean(temps.slice(48, 72)),
          others: Math.ceil(temps.length / 24) - 3,
        },
      };
    },
  },
  {
    title: 'set operations on names',
    style: 'arrays',
    code: `const inYear = (y) => new Set(
  pl.scan('birdstrikes').filter(pl.col('Flight Date').dt.year().eq(y)).getColumn('Wildlife Species')
);
const a = inYear(1990), b = inYear(2001);
const both = [...a].filter(x => b.has(x));
const onlyFirst = [...a].filter(x => !b.has(x)).sort();
({ both: both.length, onlyFirst })`,
    expected: () => {
      const species = (year: number): Set<string> =>
        new Set(
          strikes()
            .filter((row) => yearOf(row['Flight Date']) === year)
            .map((row) => row['Wildlife Species']),
        );
      const [first, second] = [species(1990), species(2001)];
      return {
        value: {
          both: [...first].filter((name) => second.has(name)).length,
          onlyFirst: [...first].filter((name) => !second.has(name)).toSorted(),
        },
      };
    },
  },
  {
    title: 'a matrix transposed and summed',
    style: 'arrays',
    code: `const rows = pl.scan('gapminder').filter(pl.col('country').isIn(['Japan', 'France', 'Brazil'])).sort('country', 'year').toRecords();
const years = [...new Set(rows.map(r => r.year))];
const matrix = ['Brazil', 'France', 'Japan'].map(c => rows.filter(r => r.country === c).map(r => r.pop));
const transpose = m => m[0].map((_, i) => m.map(row => row[i]));
transpose(matrix).map((pops, i) => ({ year: years[i], total: pops.reduce((a, b) => a + b) }))`,
    expected: () => ({
      table: sorted(
        groups(
          countries().filter((row) => ['Japan', 'France', 'Brazil'].includes(row.country)),
          (row) => row.year,
        ).map(([year, rows]) => ({ year, total: sum(rows.map((row) => row.pop)) })),
        ascending((row) => row.year),
      ),
    }),
  },
  {
    title: 'a while loop with a break and continue',
    style: 'arrays',
    code: `const sorted = pl.scan('cars').dropNulls('Miles_per_Gallon').sort('Miles_per_Gallon', { descending: true }).toRecords();
const picked = [];
let i = 0;
while (i < sorted.length) {
  const car = sorted[i++];
  if (car.Origin === 'Japan') continue;
  picked.push(car.Miles_per_Gallon);
  if (picked.length === 5) break;
}
picked`,
    expected: () => ({
      value: cars()
        .filter((row) => row.Origin !== 'Japan')
        .flatMap((row) => row.Miles_per_Gallon ?? [])
        .toSorted((left, right) => right - left)
        .slice(0, 5),
    }),
  },
  {
    title: 'a text report with padEnd',
    style: 'arrays',
    code: `const rows = pl.scan('employees').groupBy('office').agg(pl.len().alias('n')).sort('office').toRecords();
rows.map(r => r.office.padEnd(12, '.') + String(r.n).padStart(5)).join('\\n')`,
    expected: () => ({
      value: sorted(
        counts(employees(), (row) => row.office),
        ascending(([office]) => office),
      )
        .map(([office, n]) => office.padEnd(12, '.') + String(n).padStart(5))
        .join('\n'),
    }),
  },
  {
    title: 'rows turned into a frame again and summed by polars',
    style: 'arrays',
    code: `const enriched = pl.scan('sales')
  .filter(pl.col('order_date').dt.year().eq(2024).and(pl.col('channel').eq('Partner')))
  .toRecords()
  .map(r => ({ region: r.region, tier: r.quantity >= 3 ? 'bulk' : 'single', value: r.quantity * r.unit_price }));
const df = pl.DataFrame(enriched);
df.groupBy('region', 'tier').agg(pl.col('value').sum()).sort(['region', 'tier'])`,
    expected: () => ({
      table: sorted(
        groups(
          sales().filter((row) => yearOf(row.order_date) === 2024 && row.channel === 'Partner'),
          (row) => `${row.region}|${row.quantity >= 3 ? 'bulk' : 'single'}`,
        ).map(([name, rows]) => ({
          region: at(name.split('|'), 0),
          tier: at(name.split('|'), 1),
          value: sum(rows.map((row) => row.revenue)),
        })),
        ascending((row) => row.region),
        ascending((row) => row.tier),
      ),
    }),
  },
];

function globalTemperatures(): number[] {
  return temperatures().map((row) => row.temp);
}
