import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from './lib/places.js';
import { cafeOrders, employees, sales } from './lib/synthetic-data.js';

/**
 * Writes the synthetic datasets that ship with the project. The generator is seeded: the same commit gives the same
 * bytes. `--out FOLDER` writes elsewhere.
 */
const { values } = parseArgs({
  options: { out: { type: 'string', default: join(repository, 'apps', 'mcp-server', 'data') } },
});
const files = { 'employees.csv': employees(), 'sales.csv': sales(), 'Café orders.csv': cafeOrders() };
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(values.out, name), text);
  process.stdout.write(`${name}: ${text.split('\n').length - 2} rows\n`);
}
