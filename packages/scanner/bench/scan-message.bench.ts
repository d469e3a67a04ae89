import { bench, describe } from 'vitest';
import { scanMessage } from '../src/index.js';

/** A clean tool result of about `bytes` bytes: rows of a table, as the analyst gets them. */
function toolResult(bytes: number): unknown {
  const rows: unknown[] = [];
  for (let row = 0; JSON.stringify(rows).length < bytes; row += 1) {
    rows.push([`region ${row % 7}`, `2024-0${1 + (row % 9)}-15`, row * 3.25, row % 2 === 0]);
  }
  const table = { columns: ['region', 'date', 'total', 'closed'], rows, rowCount: rows.length };
  return { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text: JSON.stringify(table) }] } };
}

for (const bytes of [100, 10_000, 250_000]) {
  const message = toolResult(bytes);
  describe(`a clean tool result of ${JSON.stringify(message).length} bytes`, () => {
    bench('JSON.parse and JSON.stringify', () => {
      JSON.parse(JSON.stringify(message));
    });
    bench('scanMessage', () => {
      scanMessage(message, { direction: 'server-to-client' });
    });
  });
}
