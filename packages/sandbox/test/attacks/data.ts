import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const departments = [
  'Engineering',
  'Sales',
  'Support',
  'Finance',
  'Legal',
  'Research',
  'Design',
  'Marketing',
  'People',
  'Operations',
];

/** Writes the datasets that the attacks speak of, the large one with so many rows, and gives their folder. */
export function writeDatasets(folder: string, rows: number): string {
  const data = join(folder, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'employees.csv'), employees(15));
  writeFileSync(join(data, 'emp1m.csv'), employees(rows));
  writeFileSync(join(data, 'weather_data.csv'), 'date,temperature\n2024-01-01,3.5\n2024-01-02,4\n');
  return data;
}

function employees(rows: number): string {
  const lines = ['id,name,department,region,salary,hire_date,score'];
  for (let row = 0; row < rows; row += 1) {
    const day = String(1 + (row % 28)).padStart(2, '0');
    const name = `employee ${(row * 7919) % Math.max(1, rows / 5)}`;
    const department = departments[row % departments.length] ?? '';
    lines.push(
      `${row},${name},${department},region ${row % 50},${30_000 + ((row * 37) % 90_000)},2020-03-${day},${(row % 1000) / 10}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
