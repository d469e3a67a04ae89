import { describe, expect, it } from 'vitest';
import { formatted, groupsOf, openAnalyst, scalarOf } from './support/analyst.js';
import {
  between,
  employees,
  inYear,
  mean,
  median,
  numbers,
  revenue,
  sales,
  weather,
  where,
} from './support/shipped.js';

const analyst = openAnalyst();

describe('follow-ups over the shipped data', () => {
  const salaries = 'What is the average salary per department?';
  it('groups by something else', async () => {
    expect(groupsOf(await analyst.askAll(salaries, 'and by office?'))).toEqual(
      groupsOf(await analyst.askAll('average salary by office')),
    );
  });

  it('narrows to a value', async () => {
    const turn = await analyst.askAll(salaries, 'what about Sales?');
    expect(groupsOf(turn)).toEqual({
      Sales: expect.closeTo(mean(numbers(where(employees, 'department', 'Sales'), 'salary')), 4) as unknown,
    });
  });

  it('changes the aggregate', async () => {
    const turn = await analyst.askAll(salaries, 'now the median');
    expect(groupsOf(turn)['Engineering']).toBeCloseTo(
      median(numbers(where(employees, 'department', 'Engineering'), 'salary')),
      4,
    );
  });

  it('keeps the top', async () => {
    const turn = await analyst.askAll(salaries, 'top 3');
    expect(Object.keys(groupsOf(turn))).toHaveLength(3);
  });

  it('reverses the order', async () => {
    const values = Object.values(groupsOf(await analyst.askAll(salaries, 'sort ascending'))) as number[];
    expect(values).toEqual([...values].sort((one, other) => one - other));
  });

  it('draws a chart of the same numbers', async () => {
    const turn = await analyst.askAll(salaries, 'as a chart');
    const result = turn.results.at(-1);
    expect(result?.status === 'ok' ? result.output.chart?.spec : undefined).toMatchObject({
      mark: { type: 'bar' },
    });
    expect(groupsOf(turn)).toEqual(groupsOf(await analyst.askAll(salaries)));
  });

  it('narrows to a year, and then draws it', async () => {
    const turn = await analyst.askAll('total revenue by region', 'only 2023', 'as a pie chart');
    const result = turn.results.at(-1);
    expect(result?.status === 'ok' ? result.output.chart?.spec['mark'] : undefined).toMatchObject({
      type: 'arc',
    });
    expect(turn.answer).toContain(formatted(revenue(inYear(sales, 'order_date', 2023))));
  });

  it('moves to the next month, and to another value', async () => {
    const rain = 'How many rainy days were there in March 2014?';
    const april = between(where(weather, 'weather', 'rain'), 'date', '2014-04-01', '2014-04-30').length;
    const sun = between(where(weather, 'weather', 'sun'), 'date', '2014-03-01', '2014-03-31').length;
    expect(scalarOf(await analyst.askAll(rain, 'and in April?'))).toBe(april);
    expect(scalarOf(await analyst.askAll(rain, 'what about sunny days?'))).toBe(sun);
  });

  it('leans on the last question that was understood', async () => {
    const turn = await analyst.askAll(salaries, 'What is the capital of France?', 'and by office?');
    expect(Object.keys(groupsOf(turn))).toContain('Berlin');
  });
});
