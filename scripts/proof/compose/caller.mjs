// Runs inside a container of the stack, from standard input: calls the MCP server through nginx with the certificate of
// this container, so many at a time, for so long or so often. Prints one line of JSON. Certificates are read anew for
// each connection, and a connection serves one call: each call is a handshake, as with clients that come and go.
import { readFileSync } from 'node:fs';
import { request } from 'node:https';

const [url, name, atATime, seconds, tool, code] = process.argv.slice(2);
const end = Date.now() + Number(seconds) * 1000;
const params =
  code === undefined || code === '' ? { name: tool, arguments: {} } : { name: tool, arguments: { code } };
const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
const failures = {};
const times = [];

function call() {
  return new Promise((resolve) => {
    const begun = performance.now();
    const files = {
      ca: readFileSync('/certs/ca.pem'),
      crl: readFileSync('/certs/crl.pem'),
      cert: readFileSync(`/certs/clients/${name}/cert.pem`),
      key: readFileSync(`/certs/clients/${name}/key.pem`),
    };
    const done = (failure) => {
      if (failure === undefined) times.push(performance.now() - begun);
      else failures[failure] = (failures[failure] ?? 0) + 1;
      resolve();
    };
    const sent = request(
      url,
      {
        ...files,
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          const isAnswer =
            response.statusCode === 200 && text.includes('"result"') && !text.includes('"isError":true');
          done(isAnswer ? undefined : `status ${response.statusCode}: ${text.slice(0, 400)}`);
        });
      },
    );
    sent.on('error', (error) => done(error.code ?? error.message));
    sent.end(body);
  });
}

await Promise.all(
  Array.from({ length: Number(atATime) }, async () => {
    do await call();
    while (Date.now() < end);
  }),
);
times.sort((one, other) => one - other);
const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
process.stdout.write(
  `${JSON.stringify({ calls: times.length, perSecond: Math.round((times.length / Math.max(1, Number(seconds))) * 10) / 10, medianMs: at(0.5), p95Ms: at(0.95), failures })}\n`,
);
