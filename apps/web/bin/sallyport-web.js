#!/usr/bin/env node
// Serves the built page at WEB_HOST (127.0.0.1) and PORT (3000). Settings are checked in src/env.ts.
import { existsSync } from 'node:fs';

// A package asks for a report of this process to learn which C library is there. With network in it, Node would look up
// the names of all open connections one after the other: on a network without a name server, for many seconds.
process.report.excludeNetwork = true;
// oxlint-disable-next-line no-restricted-properties -- it only turns what env.ts checks into Next's settings
const { env } = process;
const { WEB_HOST: host = '127.0.0.1', PORT: port = '3000' } = env;
const standalone = new URL('../server.js', import.meta.url);
if (existsSync(standalone)) {
  Object.assign(env, { HOSTNAME: host, PORT: port });
  await import(standalone.href);
} else {
  process.argv.splice(2, Number.POSITIVE_INFINITY, 'start', '-H', host, '-p', port);
  await import('next/dist/bin/next');
}
