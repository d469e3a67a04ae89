import { expect, it } from 'vitest';
import { describeProblems } from './problems';

it('tells the first problems with their places, and how many more there are', () => {
  const problems = [
    { message: 'it was read as Windows-1252' },
    { file: 'a.csv', line: 3, message: 'has 1 field' },
    { line: 4, column: 'age', message: '"x" is not a number' },
    { line: 5, message: 'has 1 field' },
  ];
  expect(describeProblems({ problems, problemCount: 12 })).toEqual([
    'it was read as Windows-1252',
    'a.csv, line 3: has 1 field',
    'line 4, age: "x" is not a number',
    'and 9 more',
  ]);
  expect(describeProblems({ problems: problems.slice(0, 1), problemCount: 1 })).toHaveLength(1);
  expect(describeProblems({})).toEqual([]);
});
