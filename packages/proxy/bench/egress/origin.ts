import { createServer } from 'node:http';

const cities = ['Berlin', 'Paris', 'Oslo', 'Rome', 'Vienna'];
const notes = [
  'good in the north',
  'poor in the south',
  'late for the rain',
  'early for the sun',
  'as always',
];

/** A body of some 10 KB, as an API gives it; no two seeds give the same. */
function body(seed: number): Buffer {
  const rows = Array.from({ length: 62 }, (_, index) => {
    const at = seed * 97 + index * 31;
    return {
      id: at,
      name: `Customer number ${at}`,
      city: cities[at % cities.length],
      amount: (at * 37.13) % 1000,
      date: `2026-0${(at % 9) + 1}-${(at % 18) + 10}`,
      note: `The harvest of the year was ${notes[at % notes.length] ?? ''} and the price moved a little.`,
    };
  });
  return Buffer.from(JSON.stringify({ rows }));
}

const bodies = Array.from({ length: 500 }, (_, seed) => body(seed));
let seed = bodies.length;
const server = createServer((request, response) => {
  const path = request.url ?? '';
  // `/new/…` is never answered with the same twice.
  const known = path.startsWith('/new/') ? undefined : bodies[Number(path.slice(1)) % bodies.length];
  const found = known ?? body(seed++);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': found.length });
  response.end(found);
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write('ready\n'));
