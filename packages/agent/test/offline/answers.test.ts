import { describe, expect, it } from 'vitest';
import { formatted, groupsOf, openAnalyst, scalarOf, tableOf } from './support/analyst.js';
import {
  average,
  between,
  birdstrikes,
  carbon,
  cars,
  correlation,
  count,
  deviation,
  electricity,
  employees,
  gapminder,
  inMonth,
  inQuarter,
  inYear,
  mean,
  median,
  number,
  numbers,
  perGroup,
  revenue,
  sales,
  sum,
  text,
  total,
  unemployment,
  weather,
  where,
} from './support/shipped.js';

const analyst = openAnalyst();

const scalars: readonly (readonly [string, () => number])[] = [
  ['How many employees are there?', () => employees.length],
  ['What is the average salary?', () => mean(numbers(employees, 'salary'))],
  [
    'median salary in Engineering',
    () => median(numbers(where(employees, 'department', 'Engineering'), 'salary')),
  ],
  [
    'How many staff were hired after 2020?',
    () => employees.filter((row) => text(row, 'hire_date') > '2020-12-31').length,
  ],
  ['how many people work in the Berlin office', () => where(employees, 'office', 'Berlin').length],
  ['average age of remote employees', () => mean(numbers(where(employees, 'remote', true), 'age'))],
  [
    'how many employees earn more than 100,000?',
    () => employees.filter((row) => number(row, 'salary') > 100_000).length,
  ],
  [
    'standard deviation of salary in the sales department',
    () => deviation(numbers(where(employees, 'department', 'Sales'), 'salary')),
  ],
  [
    'number of employees aged between 30 and 40',
    () => employees.filter((row) => number(row, 'age') >= 30 && number(row, 'age') <= 40).length,
  ],
  ['how many different job titles are there', () => new Set(employees.map((row) => row['job_title'])).size],
  [
    'how many employees are not in Sales',
    () => employees.filter((row) => row['department'] !== 'Sales').length,
  ],
  ['What were total sales in Q1?', () => revenue(inQuarter(sales, 'order_date', 1))],
  [
    'What were total sales in Q1 2024?',
    () => revenue(between(sales, 'order_date', '2024-01-01', '2024-03-31')),
  ],
  [
    'how much did we sell in December 2024',
    () => revenue(between(sales, 'order_date', '2024-12-01', '2024-12-31')),
  ],
  [
    'What is the average order value in the Online channel?',
    () => revenue(where(sales, 'channel', 'Online')) / where(sales, 'channel', 'Online').length,
  ],
  [
    'How many units of the Yoga Mat were sold in 2023?',
    () => sum(numbers(inYear(where(sales, 'product', 'Yoga Mat'), 'order_date', 2023), 'quantity')),
  ],
  [
    'revenue from Electronics in the North region in 2023',
    () =>
      revenue(inYear(where(where(sales, 'category', 'Electronics'), 'region', 'North'), 'order_date', 2023)),
  ],
  [
    'How many rainy days were there in March 2014?',
    () => between(where(weather, 'weather', 'rain'), 'date', '2014-03-01', '2014-03-31').length,
  ],
  [
    'How much rain fell in November 2012?',
    () => sum(numbers(between(weather, 'date', '2012-11-01', '2012-11-30'), 'precipitation')),
  ],
  [
    'how many days had more than 20 mm of rain',
    () => weather.filter((row) => number(row, 'precipitation') > 20).length,
  ],
  ['average wind before 2013', () => mean(numbers(between(weather, 'date', '0000', '2012-12-31'), 'wind'))],
  ['how many cars have 8 cylinders', () => where(cars, 'Cylinders', 8).length],
  ['how many ford cars are there', () => cars.filter((row) => text(row, 'Name').includes('ford')).length],
  ['average horsepower of Japanese cars', () => mean(numbers(where(cars, 'Origin', 'Japan'), 'Horsepower'))],
  [
    'life expectancy in Germany in 2005',
    () => number(where(where(gapminder, 'country', 'Germany'), 'year', 2005)[0] ?? {}, 'life_expect'),
  ],
  ['How many bird strikes happened in Texas?', () => where(birdstrikes, 'Origin State', 'Texas').length],
  ['average CO2 in 1990', () => mean(numbers(inYear(carbon, 'Date', 1990), 'CO2'))],
  ['average unemployment rate in 2009', () => mean(numbers(where(unemployment, 'year', 2009), 'rate'))],
];

const groups: readonly (readonly [string, () => Record<string, number>])[] = [
  [
    'What is the average salary per department?',
    () => perGroup(employees, (row) => text(row, 'department'), average('salary')),
  ],
  ['avrage salery by ofice', () => perGroup(employees, (row) => text(row, 'office'), average('salary'))],
  ['number of hires per year', () => perGroup(employees, (row) => text(row, 'hire_date').slice(0, 4), count)],
  ['What is the total revenue by region?', () => perGroup(sales, (row) => text(row, 'region'), revenue)],
  [
    'units sold per customer segment',
    () => perGroup(sales, (row) => text(row, 'customer_segment'), total('quantity')),
  ],
  [
    'monthly revenue for 2024 as a line chart',
    () => perGroup(inYear(sales, 'order_date', 2024), (row) => text(row, 'order_date').slice(0, 7), revenue),
  ],
  [
    'compare sales in 2022 and 2023',
    () =>
      perGroup(
        between(sales, 'order_date', '2022-01-01', '2023-12-31'),
        (row) => text(row, 'order_date').slice(0, 4),
        revenue,
      ),
  ],
  [
    'How many weather events were there in January?',
    () => perGroup(inMonth(weather, 'date', 1), (row) => text(row, 'weather'), count),
  ],
  [
    'average maximum temperature by year',
    () => perGroup(weather, (row) => text(row, 'date').slice(0, 4), average('temp_max')),
  ],
  [
    'fuel economy by number of cylinders',
    () => perGroup(cars, (row) => text(row, 'Cylinders'), average('Miles_per_Gallon')),
  ],
  [
    'bird strikes by phase of flight',
    () => perGroup(birdstrikes, (row) => text(row, 'Phase of flight'), count),
  ],
  ['average fertility by year', () => perGroup(gapminder, (row) => text(row, 'year'), average('fertility'))],
  [
    'electricity generation by source',
    () => perGroup(electricity, (row) => text(row, 'source'), total('net_generation')),
  ],
  [
    'unemployment rate by industry',
    () => perGroup(unemployment, (row) => text(row, 'series'), average('rate')),
  ],
  [
    'Compare the average salary of Engineering and Sales',
    () =>
      perGroup(
        [...where(employees, 'department', 'Engineering'), ...where(employees, 'department', 'Sales')],
        (row) => text(row, 'department'),
        average('salary'),
      ),
  ],
];

const best = (values: Record<string, number>): [string, number] =>
  Object.entries(values).sort(([, one], [, other]) => other - one)[0] ?? ['', 0];

const winners: readonly (readonly [string, () => [string, number]])[] = [
  [
    'Which department has the highest average salary?',
    () => best(perGroup(employees, (row) => text(row, 'department'), average('salary'))),
  ],
  [
    'what was the best selling product in 2023',
    () => best(perGroup(inYear(sales, 'order_date', 2023), (row) => text(row, 'product'), revenue)),
  ],
  [
    'which state has the most bird strikes',
    () => best(perGroup(birdstrikes, (row) => text(row, 'Origin State'), count)),
  ],
  [
    'which month had the most rain',
    () => best(perGroup(weather, (row) => text(row, 'date').slice(0, 7), total('precipitation'))),
  ],
  [
    'what is the most common weather in Seattle?',
    () => best(perGroup(weather, (row) => text(row, 'weather'), count)),
  ],
  [
    'Which country had the highest life expectancy in 2005?',
    () =>
      best(perGroup(where(gapminder, 'year', 2005), (row) => text(row, 'country'), average('life_expect'))),
  ],
];

describe('answers over the shipped data', () => {
  it.each(scalars)('%s', async (question, expected) => {
    const turn = await analyst.askAll(question);
    expect(scalarOf(turn)).toBeCloseTo(expected(), 4);
    expect(turn.answer).toContain(formatted(expected()));
  });

  it.each(groups)('%s', async (question, expected) => {
    const turn = await analyst.askAll(question);
    const [found, wanted] = [groupsOf(turn), expected()];
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
    for (const [name, value] of Object.entries(wanted)) expect(found[name]).toBeCloseTo(value, 4);
  });

  it.each(winners)('%s', async (question, expected) => {
    const turn = await analyst.askAll(question);
    const [name, value] = expected();
    const [[found] = [], [measured] = []] = tableOf(turn).data;
    expect(found).toBe(name);
    expect(measured).toBeCloseTo(value, 4);
  });

  it('names the row with the extreme value', async () => {
    const turn = await analyst.askAll('who earns the most?');
    const top = Math.max(...numbers(employees, 'salary'));
    expect(turn.answer).toContain(formatted(top));
    expect(turn.answer).toContain(text(where(employees, 'salary', top)[0] ?? {}, 'name'));
  });

  it.each([
    ['What was the maximum temperature in Seattle in 2015?', 'temp_max', 2015, Math.max],
    ['lowest temperature in Seattle in 2014', 'temp_min', 2014, Math.min],
  ] as const)('says the extreme of a year and its day: %s', async (question, column, year, extremeOf) => {
    const days = inYear(weather, 'date', year);
    const extreme = extremeOf(...numbers(days, column));
    const [day] = where(days, column, extreme);
    const turn = await analyst.askAll(question);
    const { columns, data } = tableOf(turn);
    expect(data[columns.findIndex(({ name }) => name === column)]).toEqual([extreme]);
    expect(turn.answer).toContain(formatted(extreme));
    expect(turn.answer).toContain(text(day ?? {}, 'date'));
  });

  it('computes a correlation', async () => {
    const turn = await analyst.askAll('Is there a correlation between horsepower and miles per gallon?');
    const pairs = cars
      .filter((row) => row['Horsepower'] !== null && row['Miles_per_Gallon'] !== null)
      .map((row) => [number(row, 'Horsepower'), number(row, 'Miles_per_Gallon')] as const);
    expect(scalarOf(turn)).toBeCloseTo(correlation(pairs), 6);
  });

  it('computes shares that add up', async () => {
    const turn = await analyst.askAll('What percentage of days were rainy in 2013?');
    const year = inYear(weather, 'date', 2013);
    const share = (where(year, 'weather', 'rain').length / year.length) * 100;
    expect(turn.answer).toContain(`${formatted(Number(share.toFixed(1)))}%`);
  });

  it('draws a histogram whose bars hold every row', async () => {
    const turn = await analyst.askAll('distribution of salaries');
    const result = turn.results.at(-1);
    expect(result?.status === 'ok' ? result.output.chart?.spec['mark'] : undefined).toBeDefined();
    expect(turn.answer).toContain(formatted(median(numbers(employees, 'salary'))));
  });

  it('lists the datasets and describes one without running a program', async () => {
    const list = await analyst.askAll('what datasets do you have?');
    expect(list.calls).toEqual(['list_datasets']);
    for (const name of analyst.datasets()) expect(list.answer).toContain(name);
    const described = await analyst.askAll('what columns does sales have?');
    expect(described.calls).toEqual(['list_datasets', 'describe_dataset']);
    expect(described.answer).toContain('unit_price');
  });

  it('goes through the tools in order', async () => {
    const turn = await analyst.askAll('What is the average salary per department?');
    expect(turn.calls).toEqual(['list_datasets', 'describe_dataset', 'run_analysis']);
    expect(turn.programs[0]).toContain("pl.col('salary').mean().alias('average_salary')");
  });
});
