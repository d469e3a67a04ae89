// A server with a child of its own, which writes down the ids of both, and answers calls late.
import { spawn } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
const [pidFile] = process.argv.slice(2);
writeFileSync(`${pidFile}.draft`, `${process.pid} ${child.pid}\n`);
renameSync(`${pidFile}.draft`, pidFile);
const send = (id, result) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  if (method === 'tools/list')
    setTimeout(() => send(id, { tools: [{ name: 'slow', description: 'Takes its time.' }] }), 15);
  else if (method === 'initialize') send(id, {});
});
