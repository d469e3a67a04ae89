// Runs inside a container of the stack, from standard input: makes a table, then reads the whole of it by its link so often, each time on
// a connection of its own. Ends with 1 where one of the readings fails.
import { readFileSync } from 'node:fs';
import { request } from 'node:https';

const [url, name, times] = process.argv.slice(2);
const files = {
  ca: readFileSync('/certs/ca.pem'),
  cert: readFileSync(`/certs/clients/${name}/cert.pem`),
  key: readFileSync(`/certs/clients/${name}/key.pem`),
};

function call(method, params) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const sent = request(url, { ...files, method: 'POST', agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }));
  });
}

const made = await call('tools/call', {
  name: 'run_analysis',
  arguments: { code: "pl.scan('cars').select(pl.col('Name'))" },
});
const uri = /sallyport:\/\/results\/[^"\\]+/.exec(made)?.[0];
if (uri === undefined) {
  process.stdout.write(`no link: ${made.slice(0, 300)}`);
  process.exit(1);
}
const failed = [];
for (let time = 0; time < Number(times); time += 1) {
  const read = await call('resources/read', { uri });
  if (!read.includes('"blob"')) failed.push(read.slice(0, 200));
}
process.stdout.write(`${Number(times) - failed.length} of ${times} readings ${failed[0] ?? ''}`);
process.exitCode = failed.length > 0 ? 1 : 0;
