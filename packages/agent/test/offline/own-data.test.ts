import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '@sallyport/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableOf } from './support/analyst.js';
import { ask, sandboxTools, type CallTool } from './support/drive.js';

interface Stay {
  country: string;
  room: string;
  date: string;
  nights: number;
  rate: number;
  cancelled: boolean;
  paid: 'Yes' | 'No';
}

const rooms = ['Single', 'Double', 'Suite'];
const countries = ['France', 'Japan', 'Spain'];

const stays = Array.from({ length: 240 }, (_, index): Stay => ({
  country: countries[(index * 7) % 3] ?? '',
  room: rooms[(index * 5 + (index % 4)) % 3] ?? '',
  date: new Date(Date.UTC(2023, 0, 1 + index * 3)).toISOString().slice(0, 10),
  nights: 1 + ((index * 11) % 9),
  rate: 60 + ((index * 37) % 240),
  cancelled: index % 5 === 0,
  paid: index % 3 === 0 ? 'No' : 'Yes',
}));

const cells = (table: ReturnType<typeof tableOf>): unknown[] => table.data.flat();
const revenueOf = (some: readonly Stay[]): number =>
  some.reduce((total, { nights, rate }) => total + nights * rate, 0);
const percentOf = (some: readonly Stay[], part: (stay: Stay) => boolean): number =>
  (some.filter(part).length / some.length) * 100;

const folder = mkdtempSync(join(tmpdir(), 'sallyport-own-'));
let sandbox: Sandbox | undefined;
let callTool: CallTool | undefined;

describe('data of the user’s own, with spaces, capitals, day-first dates and flags', () => {
  beforeAll(async () => {
    const [data, cacheFolder] = [mkdtempSync(join(folder, 'data-')), mkdtempSync(join(folder, 'cache-'))];
    const lines = stays.map(
      ({ country, room, date, nights, rate, cancelled, paid }) =>
        `${country},${room},${date.split('-').toReversed().join('/')},${nights},${rate},${cancelled ? 'TRUE' : 'FALSE'},${paid}`,
    );
    const head = 'Guest Country,Room Type,Check In,Nights,Rate per Night,Cancelled,Paid Online';
    writeFileSync(join(data, 'Hotel Bookings.csv'), [head, ...lines, ''].join('\n'));
    sandbox = await createSandbox({ dataFolder: data, cacheFolder, poolSize: 1 });
    callTool = sandboxTools(sandbox);
  }, 60_000);

  afterAll(async () => {
    await sandbox?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const answers: readonly (readonly [string, () => readonly number[]])[] = [
    ['How many bookings were cancelled?', () => [stays.filter(({ cancelled }) => cancelled).length]],
    [
      'bookings that were not cancelled in 2023',
      () => [stays.filter(({ cancelled, date }) => !cancelled && date.startsWith('2023')).length],
    ],
    [
      'cancellation rate per room type',
      () =>
        rooms.map((name) =>
          percentOf(
            stays.filter(({ room }) => room === name),
            ({ cancelled }) => cancelled,
          ),
        ),
    ],
    ['revenue by room type', () => rooms.map((name) => revenueOf(stays.filter(({ room }) => room === name)))],
    ['how many bookings are paid online?', () => [stays.filter(({ paid }) => paid === 'Yes').length]],
    [
      'average number of bookings per month',
      () => [stays.length / new Set(stays.map(({ date }) => date.slice(0, 7))).size],
    ],
  ];

  it.each(answers)('%s', async (question, expected) => {
    if (callTool === undefined) throw new Error('the sandbox is not open');
    const found = cells(tableOf(await ask(callTool, question)));
    const missing = expected().filter(
      (wanted) => !found.some((one) => typeof one === 'number' && Math.abs(one - wanted) < 1e-6),
    );
    expect(missing).toEqual([]);
  });

  it.each(['how many guests came from Japan', 'profit by room type', 'average length of stay of dogs'])(
    'declines: %s',
    async (question) => {
      if (callTool === undefined) throw new Error('the sandbox is not open');
      expect((await ask(callTool, question)).declined).toBeDefined();
    },
  );
});
