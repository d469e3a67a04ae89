import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import polars from 'nodejs-polars';

/** The datasets that ship with the project. */
export const shippedData = fileURLToPath(new URL('../../../../../apps/mcp-server/data', import.meta.url));

export interface Employee {
  employee_id: string;
  name: string;
  department: string;
  job_title: string;
  office: string;
  country: string;
  hire_date: string;
  age: number;
  salary: number;
  performance_rating: number | null;
  remote: boolean;
}

export interface Sale {
  order_id: number;
  order_date: string;
  region: string;
  product: string;
  category: string;
  channel: string;
  customer_segment: string;
  quantity: number;
  unit_price: number;
  /** Quantity times unit price; no column of the file. */
  revenue: number;
}

export interface CafeOrder {
  Datum: string;
  Getränk: string;
  Größe: string;
  'Preis (€)': number;
  'Trinkgeld (€)': number;
  Zahlungsart: string;
}

export interface Weather {
  date: string;
  precipitation: number;
  temp_max: number;
  temp_min: number;
  wind: number;
  weather: string;
}

export interface Penguin {
  Species: string;
  Island: string;
  'Beak Length (mm)': number | null;
  'Beak Depth (mm)': number | null;
  'Flipper Length (mm)': number | null;
  'Body Mass (g)': number | null;
  Sex: string | null;
}

export interface Car {
  Name: string;
  Miles_per_Gallon: number | null;
  Cylinders: number;
  Displacement: number;
  Horsepower: number | null;
  Weight_in_lbs: number;
  Acceleration: number;
  Year: string;
  Origin: string;
}

export interface Country {
  year: number;
  country: string;
  cluster: number;
  pop: number;
  life_expect: number;
  fertility: number;
}

export interface Strike {
  'Airport Name': string;
  'Aircraft Make Model': string;
  'Effect Amount of damage': string;
  'Flight Date': string;
  'Aircraft Airline Operator': string;
  'Origin State': string;
  'Phase of flight': string;
  'Wildlife Size': string;
  'Wildlife Species': string;
  'Time of day': string;
  'Cost Other': number;
  'Cost Repair': number;
  'Cost Total $': number;
  'Speed IAS in knots': number | null;
}

export interface Carbon {
  Date: string;
  CO2: number;
  'adjusted CO2': number;
}

export interface Temperature {
  year: number;
  temp: number;
}

export interface Electricity {
  year: string;
  source: string;
  net_generation: number;
}

export interface Unemployment {
  series: string;
  year: number;
  month: number;
  count: number;
  rate: number;
  date: string;
}

type Cells = Record<string, string>;

function once<Rows>(read: () => Rows): () => Rows {
  let rows: Rows | undefined;
  return () => (rows ??= read());
}

function readCsv(file: string, delimiter = ','): Cells[] {
  const text = readFileSync(join(shippedData, file), 'utf8');
  return parse<Cells>(text, { columns: true, bom: true, delimiter, skip_empty_lines: true });
}

function readJson<Row>(file: string): Row[] {
  return JSON.parse(readFileSync(join(shippedData, file), 'utf8')) as Row[];
}

/** The rows of a CSV file, with the named columns as numbers; an empty cell is null. */
function csv<Row>(file: string, numbers: readonly string[]): () => Row[] {
  return once(() =>
    readCsv(file).map((cells) => {
      const numeric = numbers.map((name) => [name, cells[name] === '' ? null : Number(cells[name])] as const);
      return Object.assign(cells, Object.fromEntries(numeric)) as Row;
    }),
  );
}

const employeeCells = csv<Omit<Employee, 'remote'> & { remote: string }>('employees.csv', [
  'age',
  'salary',
  'performance_rating',
]);
const saleCells = csv<Omit<Sale, 'revenue'>>('sales.csv', ['order_id', 'quantity', 'unit_price']);

export const employees = once((): Employee[] =>
  employeeCells().map((row) => Object.assign(row, { remote: row.remote === 'true' })),
);

export const sales = once((): Sale[] =>
  saleCells().map((row) => Object.assign(row, { revenue: row.quantity * row.unit_price })),
);

const germanNumber = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));

export const cafeOrders = once((): CafeOrder[] =>
  readCsv('Café orders.csv', ';').map((cells) => ({
    Datum: (cells['Datum'] ?? '').split('.').toReversed().join('-'),
    Getränk: cells['Getränk'] ?? '',
    Größe: cells['Größe'] ?? '',
    'Preis (€)': germanNumber(cells['Preis (€)']),
    'Trinkgeld (€)': germanNumber(cells['Trinkgeld (€)']),
    Zahlungsart: cells['Zahlungsart'] ?? '',
  })),
);

export const weather = csv<Weather>('seattle-weather.csv', ['precipitation', 'temp_max', 'temp_min', 'wind']);

export const penguins = once(
  (): Penguin[] =>
    polars.readParquet(join(shippedData, 'penguins.parquet')).toRecords() as unknown as Penguin[],
);

export const cars = once((): Car[] => readJson<Car>('cars.json'));

export const countries = once((): Country[] => readJson<Country>('gapminder.json'));

export const strikes = csv<Strike>('birdstrikes.csv', [
  'Cost Other',
  'Cost Repair',
  'Cost Total $',
  'Speed IAS in knots',
]);

export const carbon = csv<Carbon>('co2-concentration.csv', ['CO2', 'adjusted CO2']);

export const temperatures = csv<Temperature>('global-temp.csv', ['year', 'temp']);

export const electricity = csv<Electricity>('iowa-electricity.csv', ['net_generation']);

export const unemployment = once((): Unemployment[] =>
  readJson<Unemployment>('unemployment-across-industries.json'),
);
