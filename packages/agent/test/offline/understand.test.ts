import { describe, expect, it } from 'vitest';
import { describeQuery } from '../../src/offline/answer/describe-query.js';
import { understand, type QuerySpec } from '../../src/offline/index.js';
import { catalog, profiles } from './support/fixtures.js';

function specOf(question: string, history: readonly string[] = []): QuerySpec {
  const understanding = understand(question, catalog, profiles, history);
  if (understanding.kind !== 'query') throw new Error(`not understood: ${JSON.stringify(understanding)}`);
  return understanding.spec;
}

/** A query in one line, with what `describeQuery` leaves out. */
function summary(question: string, history: readonly string[] = []): string {
  const spec = specOf(question, history);
  const order =
    spec.order !== undefined && spec.limit !== undefined
      ? ` | ${spec.order.descending ? 'down' : 'up'} ${spec.limit}`
      : '';
  const flags = [
    spec.share === true ? 'share' : '',
    spec.comparison === true ? 'comparison' : '',
    spec.change === true ? 'change' : '',
    spec.chart ?? '',
  ].filter((flag) => flag !== '');
  return `${describeQuery(spec)}${order}${flags.length === 0 ? '' : ` | ${flags.join(' ')}`}`;
}

const readings: readonly (readonly [family: string, meaning: string, phrasings: readonly string[]])[] = [
  [
    'grouped average',
    'average salary by department in employees',
    [
      'What is the average salary per department?',
      'average salary by department',
      'Show me the mean pay for each team',
      'typical salaries across departments',
      'avg wage in each dept',
    ],
  ],
  [
    'slips',
    'average salary in employees, where department is Marketing',
    ['What is the averge salery of employes in Marketing', 'avrage salary for the marketing departmnet'],
  ],
  [
    'count with a filter',
    'number of rows in employees, where department is Engineering',
    [
      'How many employees are in Engineering?',
      'number of people in the Engineering department',
      'how many staff work in engineering?',
    ],
  ],
  [
    'count after a date',
    'number of rows in employees, from 2021 on',
    [
      'How many staff were hired after 2020?',
      'how many people joined after 2020',
      'number of employees hired since 2021',
    ],
  ],
  [
    'count of a value in a month',
    'number of rows in seattle-weather, where weather is rain, in March 2014',
    ['How many rainy days were there in March 2014?', 'number of days with rain in march 2014'],
  ],
  [
    'events of a category',
    'number of rows by weather in seattle-weather, in January of any year',
    [
      'How many weather events were there in January?',
      'weather events in January',
      'number of weather events in Jan',
    ],
  ],
  [
    'revenue',
    'total revenue in sales, in Q1 of any year',
    ['What were total sales in Q1?', 'total sales in the first quarter', 'what was the turnover in Q1?'],
  ],
  [
    'revenue of one quarter',
    'total revenue in sales, in Q1 2024',
    [
      'total sales in Q1 2024',
      'How much did we sell in the first quarter of 2024?',
      'revenue between January and March 2024',
      'sales from Jan 2024 to Mar 2024',
    ],
  ],
  [
    'top groups',
    'total revenue by product in sales | down 5',
    ['top 5 products by revenue', 'the 5 best selling products', 'which 5 products have the highest sales?'],
  ],
  [
    'top group',
    'average salary by department in employees | down 1',
    ['Which department has the highest average salary?', 'what department has the largest mean pay'],
  ],
  [
    'extreme row',
    'highest salary in employees | down 1',
    [
      'who earns the most?',
      'which employee has the highest salary',
      'What is the highest salary?',
      'the best paid employee',
    ],
  ],
  [
    'extreme by concept',
    'highest temp max in seattle-weather, in 2015 | down 1',
    ['what was the hottest day in 2015', 'hottest day of 2015', 'which day was the warmest in 2015?'],
  ],
  [
    'top month',
    'total precipitation by month in seattle-weather | down 1',
    [
      'which month had the most rain',
      'what was the rainiest month?',
      'month with the highest total rainfall',
    ],
  ],
  [
    'highest per group',
    'highest salary by department in employees',
    ['highest salary in each department', 'max salary by department'],
  ],
  [
    'two aggregates',
    'lowest salary and highest salary by department in employees',
    ['min and max salary by department', 'minimum and maximum salary for each department'],
  ],
  [
    'numeric filter',
    'number of rows in employees, where salary above 100,000',
    [
      'how many employees earn more than 100,000?',
      'How many people make over 100k?',
      'number of employees with salary > 100000',
    ],
  ],
  [
    'numeric range',
    'number of rows in employees, where age between 30 and 40',
    ['how many employees are aged between 30 and 40', 'number of employees with age from 30 to 40'],
  ],
  ['having', 'number of rows by department in employees', ['Which departments have more than 70 employees?']],
  [
    'negation',
    'number of rows in employees, where department is not Sales',
    ['how many employees are not in Sales', 'number of employees outside of Sales'],
  ],
  ['flag', 'average salary in employees, where remote is yes', ['average salary of remote employees']],
  [
    'missing',
    'number of rows in penguins, where sex missing',
    ['How many penguins have missing sex', 'number of penguins without sex'],
  ],
  [
    'distinct',
    'number of different country in gapminder',
    [
      'how many different countries are there?',
      'number of unique countries',
      'how many countries are in gapminder',
    ],
  ],
  [
    'distinct values',
    'values of department in employees',
    ['list the departments', 'which departments are there?'],
  ],
  [
    'share by group',
    'total revenue by region in sales | share',
    ['What share of sales comes from each region?', 'percentage of revenue by region'],
  ],
  [
    'fraction',
    'share of rows where department is Sales in employees',
    ['What percentage of employees are in Sales?', 'what fraction of staff works in Sales'],
  ],
  [
    'trend',
    'total revenue by month in sales, in 2023 | line',
    ['monthly sales trend in 2023', 'how did revenue develop by month in 2023'],
  ],
  [
    'growth',
    'total revenue by year in sales | change line',
    ['sales growth by year', 'year over year growth of revenue'],
  ],
  [
    'correlation',
    'correlation of beak length (mm) and body mass (g) in penguins',
    [
      'correlation between beak length and body mass',
      'is bill length related to body mass?',
      'does beak length correlate with body weight',
    ],
  ],
  [
    'scatter',
    'flipper length (mm) and body mass (g) in penguins | point',
    ['scatter plot of flipper length vs body mass'],
  ],
  [
    'histogram',
    'distribution of salary in employees | bar',
    ['distribution of salaries', 'histogram of salary', 'how are salaries distributed?'],
  ],
  [
    'comparison of values',
    'average salary by department in employees, where department is one of Engineering or Sales | comparison',
    ['Compare the average salary of Engineering and Sales', 'average salary in Engineering vs Sales'],
  ],
  [
    'comparison of years',
    'total revenue by year in sales, in 2022–2023 | comparison',
    ['compare sales in 2022 and 2023', 'sales 2022 vs 2023'],
  ],
  [
    'two groups',
    'total quantity by category and region in sales',
    ['units sold by category and region', 'total quantity per category and region'],
  ],
  [
    'charts',
    'number of rows by month in sales, in 2023 | line',
    ['number of orders per month in 2023 as a line chart'],
  ],
  [
    'pie',
    'number of rows by species in penguins | arc',
    ['penguins by species as a pie chart', 'pie chart of penguins per species'],
  ],
  [
    'rows',
    'rows in employees, where salary above 100,000 | ',
    ['Employees earning more than 100k', 'show me employees with a salary above 100000'],
  ],
  [
    'quantile',
    '90th percentile of salary in employees',
    ['what is the 90th percentile of salary', 'p90 of salaries'],
  ],
  [
    'panel level',
    'highest pop by country in gapminder, in 2005 | down 5',
    ['Which 5 countries have the largest population?', 'which 5 countries are the most populous'],
  ],
  [
    'panel year',
    'average life expect in gapminder, in 1990',
    ['average life expectancy in 1990', 'mean life expectancy in the year 1990'],
  ],
  [
    'datasets',
    'the datasets',
    ['what datasets do you have?', 'which datasets are available', 'list the datasets'],
  ],
  [
    'description',
    'description in penguins',
    ['describe the penguins dataset', 'what columns does penguins have?', 'tell me about penguins'],
  ],
];

describe('reading a question', () => {
  for (const [family, meaning, phrasings] of readings) {
    it.each(phrasings)(`${family}: %s`, (question) => {
      expect(`${summary(question)} | `).toContain(meaning);
    });
  }
});

describe('reading a follow-up', () => {
  const salaries = 'What is the average salary per department?';
  const revenue = 'total revenue by region';
  const rain = 'How many rainy days were there in March 2014?';
  it.each([
    [[salaries], 'and by city?', 'average salary by city in employees'],
    [[salaries], 'as a chart', 'average salary by department in employees | bar'],
    [[salaries], 'what about Sales?', 'average salary by department in employees, where department is Sales'],
    [[salaries], 'now the median', 'median salary by department in employees'],
    [[salaries], 'only women', 'average salary by department in employees, where gender is female'],
    [[salaries], 'top 3', 'average salary by department in employees | down 3'],
    [[salaries, 'only women'], 'and by city?', 'average salary by city in employees, where gender is female'],
    [[revenue], 'only 2023', 'total revenue by region in sales, in 2023'],
    [[revenue, 'only 2023'], 'as a pie chart', 'total revenue by region in sales, in 2023 | arc'],
    [[rain], 'and in April?', 'number of rows in seattle-weather, where weather is rain, in April 2014'],
    [[rain], 'what about snow?', 'number of rows in seattle-weather, where weather is snow, in March 2014'],
    [['total sales in Q1'], 'only 2023', 'total revenue in sales, in Q1 of any year, in 2023'],
    [
      [salaries, 'What were total sales in Q1?'],
      'and by region?',
      'total revenue by region in sales, in Q1 of any year',
    ],
  ] as const)('%j then %s', (history, question, meaning) => {
    expect(summary(question, history)).toContain(meaning);
  });

  it('sorts what was asked before', () => {
    expect(specOf('sort ascending', [salaries]).order).toEqual({ by: 'average_salary', descending: false });
  });

  it('starts anew with a whole question', () => {
    expect(summary('How many penguins are there per species?', [salaries])).toBe(
      'number of rows by species in penguins',
    );
  });
});

describe('what is not read', () => {
  it.each([
    ['average shoe size', 'unknown-term', ['shoe']],
    ['average shoe size of employees', 'unknown-term', ['shoe']],
    ['average salary in Narnia', 'unknown-term', ['Narnia']],
    ['what is the total of zorblax by department', 'unknown-term', ['zorblax']],
    ['life expectancy in Atlantis', 'unknown-term', ['Atlantis']],
  ])('%s', (question, reason, words) => {
    const understanding = understand(question, catalog, profiles);
    expect(understanding).toMatchObject({ kind: 'declined', reason });
    expect(understanding.kind === 'declined' ? understanding.unknownWords : []).toEqual(
      expect.arrayContaining([...words]),
    );
  });

  it('says what it decided', () => {
    expect(specOf('What were total sales in Q1?').assumptions).toContain(
      'revenue is quantity × unit_price × (1 − discount)',
    );
    expect(specOf('averge salery by department').assumptions).toContain('I read "salery" as "salary"');
  });
});
