import { describe, expect, it } from 'vitest';
import { suggestQuestions } from '../src/catalog/suggestions.js';
import type { ColumnProfile, DatasetProfile } from '../src/catalog/types.js';
import { startBench } from './support/backend.js';

describe('the catalog', () => {
  it('lists, describes and suggests by the tools, which it asks once', async () => {
    const { backend, behaviour } = await startBench();
    expect((await backend.datasets()).map((dataset) => dataset.name)).toEqual(['employees']);
    expect((await backend.describeDataset('employees')).columns[0]?.samples).toEqual(['Sales', 'Research']);
    expect(await backend.suggestions()).toContain('What is the average salary by department in employees?');
    await Promise.all([backend.datasets(), backend.suggestions(), backend.describeDataset('employees')]);
    expect(behaviour.seen.map((call) => call.tool)).toEqual(['list_datasets', 'describe_dataset']);
  });

  it('says which dataset it does not know', async () => {
    const { backend } = await startBench();
    await expect(backend.describeDataset('salaries')).rejects.toMatchObject({ code: 'dataset-unknown' });
  });
});

describe('suggested questions', () => {
  it('are drawn from quantities, categories and dates, one of each dataset first, in their order', () => {
    const sales = profile('sales', [
      column('order_id', 'i64', 20_000),
      column('unit price', 'f64', 300),
      column('quantity', 'i64', 9),
      column('Region', 'str', 4),
      { ...column('date', 'date', 700), min: '2022-01-01', max: '2023-12-31' },
    ]);
    const gapminder = profile('gapminder', [
      column('year', 'i64', 12),
      column('country', 'str', 63),
      column('lifeExpect', 'f64', 500),
    ]);
    const pay = profile('staff', [column('team', 'str', 5), column('pay_rate', 'f64', 80)]);
    expect(suggestQuestions([gapminder, pay, sales], 6)).toEqual([
      'How did the average life expect in gapminder develop by year?',
      'How many rows of staff are there by team, as a bar chart?',
      'How many sales are there by region, as a bar chart?',
      'What is the average pay rate by team in staff?',
      'What is the total revenue by region in sales?',
      'How did the total revenue in sales develop by month?',
    ]);
  });

  it('take columns that a question reads well with', () => {
    const strikes = profile('strikes', [
      column('Airport', 'str', 38),
      column('Effect Amount of damage', 'str', 6),
      column('Wildlife Size', 'str', 3),
      column('Cost Other', 'i64', 65),
      column('Cost Total $', 'i64', 196),
    ]);
    expect(suggestQuestions([strikes], 1)).toEqual([
      'What is the average cost total by wildlife size in strikes?',
    ]);
    const species = profile('penguins', [column('Body Mass (g)', 'f64', 94), column('Species', 'str', 3)]);
    expect(suggestQuestions([species], 1)).toEqual(['What is the average body mass by species in penguins?']);
  });

  it('are drawn from names and types alone where nothing more is known', () => {
    const columns = [
      { name: 'employee_name', dtype: 'str' },
      { name: 'department', dtype: 'str' },
      { name: 'salary', dtype: 'f64' },
    ];
    expect(suggestQuestions([{ name: 'employees', columns }], 3)).toEqual([
      'What is the average salary by department in employees?',
      'How many employees are there by department, as a bar chart?',
    ]);
  });

  it('are none where there is nothing to ask', () => {
    expect(suggestQuestions([profile('notes', [column('text', 'str', 10_000)])], 8)).toEqual([]);
  });
});

function column(name: string, dtype: string, distinct: number): ColumnProfile {
  return { name, dtype, distinct, nulls: 0, samples: [] };
}

function profile(name: string, columns: ColumnProfile[]): DatasetProfile {
  const head = { columns: [], data: [], rowCount: 0, truncated: false };
  return { name, title: name, description: '', rows: 1, file: `${name}.csv`, synthetic: true, columns, head };
}
