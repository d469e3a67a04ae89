import { expect, it } from 'vitest';
import { formatCell, formatCompact, formatCount, formatDuration, formatLeft } from './format';

it('shows numbers for reading, and years as years', () => {
  expect(formatCell(1234567.891)).toBe('1,234,567.89');
  expect(formatCell(0.012345678)).toBe('0.01235');
  expect(formatCell(2014, 'year')).toBe('2014');
  expect(formatCell(2014, 'Model Year')).toBe('2014');
  expect(formatCell(20140, 'yearly sales')).toBe('20,140');
  expect(formatCell(0)).toBe('0');
});

it('shows midnight as a date, and other cells as they are', () => {
  expect(formatCell('2023-01-31T00:00:00.000')).toBe('2023-01-31');
  expect(formatCell('2023-01-31T10:20:30.000Z')).toBe('2023-01-31 10:20:30');
  expect(formatCell('NaN')).toBe('NaN');
  expect(formatCell(null)).toBe('');
  expect(formatCell({ a: [1] })).toBe('{"a":[1]}');
});

it('shows durations and counts', () => {
  expect(formatDuration(18.4)).toBe('18 ms');
  expect(formatDuration(1449)).toBe('1.4 s');
  expect(formatDuration(125_000)).toBe('2 min 5 s');
  expect(formatCount(1, 'row')).toBe('1 row');
  expect(formatCount(20_000, 'row')).toBe('20,000 rows');
  expect(formatCompact(20_500)).toBe('20.5K');
});

it('tells how long a certificate is still good', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(formatLeft(new Date('2026-01-31T12:00:00Z'), now)).toBe('30 days');
  expect(formatLeft(new Date('2026-01-01T05:30:00Z'), now)).toBe('5 hours');
  expect(formatLeft(new Date('2025-12-31T00:00:00Z'), now)).toBe('expired');
});
