import { describe, expect, it } from 'vitest';
import { classifyQuestion } from '../../src/offline/index.js';
import { catalog } from './support/fixtures.js';

describe('the intake guardrail', () => {
  it.each([
    'What is the average salary per department?',
    'How many Adelie are there?',
    'weather events in January',
    'who earns the most?',
    'What were total sales in Q1?',
    'hello',
    'What can you do?',
    'show me the first 5 rows',
    'How many people live in Germany?',
    'remove the filter',
    'Which products should I compare by revenue?',
    'compare North and South',
    'salary of people in marketing',
    'penguins',
    'wettest month',
  ])('lets through: %s', (question) => {
    expect(classifyQuestion(question, catalog)).toEqual({ kind: 'analysis' });
  });

  it.each([
    ['What is the capital of France?', 'off-topic'],
    ['Write me a haiku', 'off-topic'],
    ['write a python script that sorts a list', 'off-topic'],
    ['Is it moral to lie?', 'off-topic'],
    ['Translate this to German', 'off-topic'],
    ['delete the employees dataset', 'destructive'],
    ['DROP TABLE sales', 'destructive'],
    ['please remove all rows', 'destructive'],
    ['What will revenue be next quarter?', 'prediction'],
    ['why is Sales paid less?', 'causal'],
  ])('declines: %s', (question, reason) => {
    const classified = classifyQuestion(question, catalog);
    expect(classified).toMatchObject({ kind: 'declined', reason });
    expect(classified.kind === 'declined' ? classified.message : '').toContain('decline');
  });

  it('lets a short question lean on the ones before', () => {
    expect(classifyQuestion('and in Oslo?', catalog, ['average salary'])).toEqual({ kind: 'analysis' });
  });
});
