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
  it('are drawn from quantities, categories and dates, one of each dataset first', () => {
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
      'What is the total revenue by region in sales?',
      'How many rows of staff are there by team, as a bar chart?',
      'What is the highest life expect in gapminder?',
      'How did the total revenue in sales develop by month?',
      'What is the average pay rate by team in staff?',
      'How many sales are there by region, as a bar chart?',
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
