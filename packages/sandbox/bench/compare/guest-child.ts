import { createInterface } from 'node:readline';

import type { RunDataset } from '../../src/process/protocol.js';
import type { GuestName } from './contestant.js';
import { openGuest } from './guests.js';

// One guest in a process of its own: a line of JSON for each program, a line of JSON for each result.
const [name, datasets] = JSON.parse(process.argv[2] ?? '[]') as [GuestName, RunDataset[]];
const guest = await openGuest(name, datasets);
if (!('evaluate' in guest)) throw new Error(guest.reason);
createInterface({ input: process.stdin }).on('line', (line) => {
  process.stdout.write(`${JSON.stringify({ result: guest.evaluate(JSON.parse(line) as string) })}\n`);
});
process.stdout.write('{}\n');
