#!/usr/bin/env node
// Serves the built page at WEB_HOST (127.0.0.1) and PORT (3000). Settings are checked in src/env.ts.
// oxlint-disable-next-line no-restricted-properties -- it only turns what env.ts checks into Next's command line
const { WEB_HOST: host = '127.0.0.1', PORT: port = '3000' } = process.env;
process.argv.splice(2, Number.POSITIVE_INFINITY, 'start', '-H', host, '-p', port);
await import('next/dist/bin/next');
