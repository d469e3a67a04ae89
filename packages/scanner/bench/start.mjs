// What it costs to have the scanner at hand: run in a fresh process, prints one line of JSON.
globalThis.gc?.();
const bare = process.memoryUsage().rss;
const cpu = process.cpuUsage();
const begin = performance.now();
const { scanMessage } = await import('../dist/index.js');
const loaded = performance.now();
const content = [{ type: 'text', text: 'Nothing to see here, only a sentence.' }];
scanMessage({ result: { content } }, { direction: 'server-to-client' });
scanMessage(
  { method: 'tools/call', params: { name: 'read', arguments: { path: 'README.md' } } },
  { direction: 'client-to-server' },
);
const scanned = performance.now();
const { user, system } = process.cpuUsage(cpu);
globalThis.gc?.();
const memory = process.memoryUsage().rss - bare;
const figures = { load: loaded - begin, first: scanned - loaded, processor: (user + system) / 1000, memory };
process.stdout.write(`${JSON.stringify(figures)}\n`);
