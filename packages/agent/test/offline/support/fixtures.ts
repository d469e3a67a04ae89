import type { DatasetProfile, DatasetSummary } from '../../../src/offline/index.js';
import { profileRows, type Row } from './profile.js';

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const iso = (year: number, dayOfYear: number): string =>
  new Date(Date.UTC(year, 0, 1 + dayOfYear)).toISOString().slice(0, 10);

function makeRows(count: number, make: (next: () => number, index: number) => Row): Row[] {
  const source = numbers(7);
  const next = (): number => source.next().value as number;
  return Array.from({ length: count }, (_, index) => make(next, index));
}

const pick = <T>(values: readonly T[], at: number): T => values[Math.floor(at * values.length)] as T;

const employees = makeRows(300, (next, index) => ({
  employee_id: index + 1,
  name: `Person ${index}`,
  department: pick(['Engineering', 'Sales', 'Marketing', 'Finance', 'Human Resources'], next()),
  city: pick(['Berlin', 'London', 'New York'], next()),
  gender: pick(['female', 'male'], next()),
  age: 22 + Math.floor(next() * 40),
  hire_date: iso(2012 + Math.floor(next() * 13), Math.floor(next() * 365)),
  salary: 35_000 + Math.floor(next() * 100_000),
  remote: next() > 0.5,
}));

const sales = makeRows(600, (next, index) => ({
  order_id: index + 1,
  date: iso(2022 + Math.floor(next() * 3), Math.floor(next() * 365)),
  region: pick(['North', 'South', 'East', 'West'], next()),
  channel: pick(['Online', 'Store'], next()),
  product: pick(['Laptop', 'Phone', 'Desk', 'Chair'], next()),
  category: pick(['Electronics', 'Furniture'], next()),
  quantity: 1 + Math.floor(next() * 9),
  unit_price: 5 + Math.floor(next() * 90_000) / 100,
  discount: pick([0, 0.05, 0.1], next()),
}));

const weather = makeRows(730, (next, index) => ({
  date: iso(2014, index),
  precipitation: Math.floor(next() * 300) / 10,
  temp_max: Math.floor(next() * 300) / 10,
  temp_min: Math.floor(next() * 150) / 10,
  wind: Math.floor(next() * 90) / 10,
  weather: pick(['rain', 'sun', 'fog', 'drizzle', 'snow'], next()),
}));

const penguins = makeRows(90, (next) => ({
  Species: pick(['Adelie', 'Chinstrap', 'Gentoo'], next()),
  Island: pick(['Biscoe', 'Dream', 'Torgersen'], next()),
  'Beak Length (mm)': 32 + Math.floor(next() * 250) / 10,
  'Flipper Length (mm)': 170 + Math.floor(next() * 60),
  'Body Mass (g)': 2700 + Math.floor(next() * 3600),
  Sex: pick(['MALE', 'FEMALE', null], next()),
}));

const countries = [
  'Argentina',
  'Brazil',
  'Chile',
  'Denmark',
  'Egypt',
  'France',
  'Germany',
  'Haiti',
  'India',
  'Japan',
  'Kenya',
  'Laos',
  'Mexico',
  'Norway',
  'Peru',
];

const gapminder = makeRows(countries.length * 6, (next, index) => ({
  year: 1980 + (index % 6) * 5,
  country: countries[Math.floor(index / 6)] ?? '',
  cluster: index % 4,
  pop: 1_000_000 + Math.floor(next() * 90_000_000),
  life_expect: 45 + Math.floor(next() * 350) / 10,
  fertility: 1 + Math.floor(next() * 60) / 10,
}));

/** Small datasets of the shapes that ship: events with amounts, daily measurements, a sample, a panel. */
export const profiles: DatasetProfile[] = [
  profileRows('employees', employees, 'Employees of a company'),
  profileRows('sales', sales, 'Sales of a shop'),
  profileRows('seattle-weather', weather, 'Daily weather in Seattle'),
  profileRows('penguins', penguins, 'Palmer penguins'),
  profileRows('gapminder', gapminder, 'Countries by year'),
];

export const catalog: DatasetSummary[] = profiles.map(({ name, title, description, rows, columns }) => ({
  name,
  title,
  description,
  rows,
  columns: columns.map((column) => ({ name: column.name, dtype: column.dtype })),
}));
