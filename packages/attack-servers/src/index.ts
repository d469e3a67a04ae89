// The complete public surface of @sallyport/attack-servers. Named exports only.
import { fileURLToPath } from 'node:url';
import { attacks } from './attacks/index.js';

/** What each server does, by name. */
export const attackTitles: Readonly<Record<string, string>> = Object.fromEntries(
  attacks.map(({ name, title }) => [name, title]),
);

/** The file that serves an attack with Node: `node FILE NAME`. */
export const attackServer: string = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export { payloads } from './payloads.js';
