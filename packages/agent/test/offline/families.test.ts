import { describe, expect, it } from 'vitest';
import { openAnalyst, scalarOf, tableOf } from './support/analyst.js';
import {
  count,
  deviation,
  employees,
  inMonth,
  inQuarter,
  inYear,
  mean,
  number,
  numbers,
  perGroup,
  revenue,
  sales,
  sum,
  text,
  weather,
  where,
} from './support/shipped.js';

const analyst = openAnalyst();

const salesIn = (year: number) => inYear(sales, 'order_date', year);
const monthOf = (column: string) => (row: (typeof sales)[number]) => text(row, column).slice(0, 7);
const monthly = () => perGroup(sales, monthOf('order_date'), count);
const isRemote = (row: (typeof employees)[number]): boolean => row['remote'] === true;
const percentOf = (part: number, all: number): number => (part / all) * 100;

const scalars: readonly (readonly [string, () => number])[] = [
  ['average number of orders per month', () => sales.length / Object.keys(monthly()).length],
  ['average monthly revenue in 2023', () => revenue(salesIn(2023)) / 12],
  ['what is the average number of employees per department?', () => employees.length / 8],
  ['What is the revenue per order?', () => revenue(sales) / sales.length],
  [
    'how many remote employees are there in Berlin?',
    () => where(employees.filter(isRemote), 'office', 'Berlin').length,
  ],
  ['How many employees do not work remotely?', () => employees.filter((row) => !isRemote(row)).length],
  [
    'how many employees are not in Engineering or Sales?',
    () => employees.filter((row) => !['Engineering', 'Sales'].includes(text(row, 'department'))).length,
  ],
  ['how many staff have no performance rating', () => where(employees, 'performance_rating', null).length],
  ['how many staff members are over 50?', () => employees.filter((row) => number(row, 'age') > 50).length],
  ['number of days with no rain', () => where(weather, 'precipitation', 0).length],
  ['std dev of daily max temperatures', () => deviation(numbers(weather, 'temp_max'))],
];

const cells: readonly (readonly [string, () => readonly unknown[]])[] = [
  ['range of salaries in Marketing', () => [52_200, 100_500]],
  [
    'sales in December vs November 2023',
    () => [12, 11].map((month) => revenue(inMonth(salesIn(2023), 'order_date', month))),
  ],
  [
    'revenue in December 2022 compared to 2023',
    () => [2022, 2023].map((year) => revenue(inMonth(salesIn(year), 'order_date', 12))),
  ],
  [
    'sales in January, February and March 2024',
    () => [1, 2, 3].map((month) => revenue(inMonth(salesIn(2024), 'order_date', month))),
  ],
  [
    'Which year had the highest sales growth?',
    () => [2023, percentOf(revenue(salesIn(2023)), revenue(salesIn(2022))) - 100],
  ],
  [
    'by how much did revenue grow from 2022 to 2023?',
    () => [percentOf(revenue(salesIn(2023)), revenue(salesIn(2022))) - 100],
  ],
  [
    'average salary of remote vs non-remote staff',
    () => [true, false].map((remote) => mean(numbers(where(employees, 'remote', remote), 'salary'))),
  ],
  [
    'average temp_max in summer vs winter',
    () =>
      [
        [6, 7, 8],
        [12, 1, 2],
      ].map((months) =>
        mean(months.flatMap((month) => numbers(inMonth(weather, 'date', month), 'temp_max'))),
      ),
  ],
  [
    'percentage of remote employees by department',
    () =>
      Object.values(
        perGroup(
          employees,
          (row) => text(row, 'department'),
          (group) => percentOf(group.filter(isRemote).length, group.length),
        ),
      ),
  ],
  [
    'revenue per category and year',
    () =>
      Object.values(
        perGroup(sales, (row) => text(row, 'category') + text(row, 'order_date').slice(0, 4), revenue),
      ),
  ],
  [
    'Who is our newest hire?',
    () => [
      employees
        .map((row) => text(row, 'hire_date'))
        .sort()
        .at(-1),
    ],
  ],
  ['longest-serving employee', () => [employees.map((row) => text(row, 'hire_date')).sort()[0]]],
  ['busiest month for orders in sales', () => [Math.max(...Object.values(monthly()))]],
  ['warmest month on average', () => [8]],
  ['bottom 3 departments by headcount', () => ['Legal']],
];

const matches = (found: unknown, wanted: unknown): boolean =>
  typeof found === 'number' && typeof wanted === 'number'
    ? Math.abs(found - wanted) < 1e-6 * Math.max(1, Math.abs(wanted))
    : found === wanted;

describe('questions about counts, flags, changes and periods', () => {
  it.each(scalars)('%s', async (question, expected) => {
    expect(scalarOf(await analyst.askAll(question))).toBeCloseTo(expected(), 4);
  });

  it.each(cells)('%s', async (question, expected) => {
    const turn = await analyst.askAll(question);
    const found: unknown[] = tableOf(turn).data.flat();
    expect(expected().filter((wanted) => !found.some((one) => matches(one, wanted)))).toEqual([]);
  });

  it('says the ratio of two groups in the order of the question', async () => {
    const turn = await analyst.askAll('ratio of store to online revenue');
    const ratio = revenue(where(sales, 'channel', 'Store')) / revenue(where(sales, 'channel', 'Online'));
    expect(turn.answer).toContain(`The ratio of Store to Online is **${ratio.toFixed(3)}**`);
  });

  it('ranks what the turn before showed', async () => {
    const turn = await analyst.askAll('monthly orders in 2024', 'which month was best?');
    const most = Math.max(...Object.values(perGroup(salesIn(2024), monthOf('order_date'), count)));
    expect(tableOf(turn).data.flat()).toContain(most);
  });

  it('keeps the quarter when the year changes', async () => {
    const turn = await analyst.askAll('total sales in Q1 2023', 'what about Q2?', 'and in 2024?');
    expect(scalarOf(turn)).toBeCloseTo(revenue(inQuarter(salesIn(2024), 'order_date', 2)), 4);
  });

  it('finds the dataset of a value, and describes few on the way', async () => {
    const turn = await analyst.askAll('how many cappuccinos were ordered');
    expect(turn.answer).toContain('Café orders');
    expect(turn.calls.filter((name) => name === 'describe_dataset').length).toBeLessThanOrEqual(5);
  });

  it('titles a chart in upper case', async () => {
    const result = (await analyst.askAll('revenue by region as a bar chart')).results.at(-1);
    const title = result?.status === 'ok' ? result.output.chart?.spec['title'] : undefined;
    expect(title).toMatch(/^Total revenue/);
  });

  it.each([
    'how many customers do we have?',
    'refund rate by product',
    'cumulative revenue in 2023',
    'orders above $1000',
    'rain total for the first week of January 2012',
    'longest streak of rainy days',
    'difference between the warmest and the coldest day',
    'what is 2+2',
    'salary by planet',
    'average temperature range per month',
  ])('leaves nothing out silently: %s', async (question) => {
    const turn = await analyst.askAll(question);
    expect(turn.declined).toBeDefined();
    expect(turn.calls.filter((name) => name === 'describe_dataset').length).toBeLessThanOrEqual(5);
  });

  it('adds up to the whole', async () => {
    const turn = await analyst.askAll(
      'weekday vs weekend sales as totals',
      'show me revenue on weekends vs weekdays',
    );
    const [, totals = []] = tableOf(turn).data;
    expect(sum(totals as number[])).toBeCloseTo(revenue(sales), 2);
  });
});
