import pl from 'nodejs-polars';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

import type { Contestant } from './contestant.js';
import { works, type DataFiles, type Read, type Work } from './works.js';

/**
 * The work in this process, on the CSV files or on other files by the same names. A work without polars is its program, which
 * V8 reads anew each time as everyone else does.
 */
export function plainHere(name: string, read: Read): Contestant {
  return {
    name,
    run: ({ plain, program }): unknown =>
      plain === undefined ? new Script(`{${program}}`).runInThisContext() : plain(pl, read),
    close: () => undefined,
  };
}

/** A process takes long to start, and takes about as long each time. */
const mostRounds = 7;

/** Each piece of work as a script in a Node process of its own, from its start to its end. */
export function plainSpawned(folder: string, files: DataFiles): Contestant {
  const polars = pathToFileURL(createRequire(import.meta.url).resolve('nodejs-polars')).href;
  const scripts = new Map(works.map((work) => [work.id, join(folder, `${work.id}.mjs`)]));
  for (const work of works) writeFileSync(scripts.get(work.id) ?? '', scriptOf(work, polars, files));
  return {
    name: 'plain script, spawned',
    mostRounds,
    run: (work) => output(scripts.get(work.id) ?? ''),
    close: () => undefined,
  };
}

function scriptOf(work: Work, polars: string, files: DataFiles): string {
  return [
    `import pl from ${JSON.stringify(polars)};`,
    `const files = ${JSON.stringify(files)};`,
    'const read = (name) => pl.scanCSV(files[name]);',
    byDepartmentSource,
    ...(work.plain === undefined
      ? [
          `const { Script } = await import('node:vm');`,
          `const result = new Script(${JSON.stringify(`{${work.program}}`)}).runInThisContext();`,
        ]
      : [`const result = (${String(work.plain)})(pl, read);`]),
    'process.stdout.write(JSON.stringify(result));',
  ].join('\n');
}

/** What the data works call; `String(function)` carries no closure. */
const byDepartmentSource = `const byDepartment = (pl, frame) =>
  frame.groupBy('department').agg(pl.col('salary').mean().alias('mean')).sort('department').collectSync().toRecords();`;

async function output(script: string): Promise<unknown> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return JSON.parse(text);
}
