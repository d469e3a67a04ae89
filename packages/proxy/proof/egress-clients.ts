/* Programs of several languages, started by `sallyport exec`, before an origin that they reach only by looking through. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from '@sallyport/testing/figures';
import { environment } from '../src/command/env.js';
import { sallyportCommand } from '../src/index.js';
import { findProgram } from '../src/stdio/find-program.js';
import { openWorld, type Answer } from './egress/world.js';

/** A made-up key in a documented form, put together so that no file holds one. */
const secret = ['ghp_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq'].join('');

const path = environment.all['PATH'] ?? '';

/** Each asks for `ADDRESS/hello`, then posts the secret to `ADDRESS/post`, and prints both statuses. */
const clients: readonly { name: string; needs: string; file: string; source: string; run: string[] }[] = [
  {
    name: 'Java, HttpURLConnection and java.net.http',
    needs: 'java',
    file: 'Client.java',
    source: `
import java.net.*; import java.net.http.*; import java.io.*;
public class Client {
  public static void main(String[] args) throws Exception {
    var first = (HttpURLConnection) new URL(args[0] + "/hello").openConnection();
    var client = HttpClient.newBuilder().proxy(ProxySelector.getDefault()).build();
    var body = HttpRequest.BodyPublishers.ofString("{\\"key\\":\\"" + args[1] + "\\"}");
    var request = HttpRequest.newBuilder(URI.create(args[0] + "/post")).POST(body).build();
    System.out.println(first.getResponseCode() + " " + client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
  }
}`,
    run: ['java', 'Client.java'],
  },
  {
    name: 'Go, net/http',
    needs: 'go',
    file: 'client.go',
    source: `
package main
import ("fmt"; "net/http"; "os"; "strings")
func main() {
  first, err := http.Get(os.Args[1] + "/hello")
  if err != nil { panic(err) }
  second, err := http.Post(os.Args[1] + "/post", "application/json", strings.NewReader("{\\"key\\":\\"" + os.Args[2] + "\\"}"))
  if err != nil { panic(err) }
  fmt.Println(first.StatusCode, second.StatusCode)
}`,
    run: ['go', 'run', 'client.go'],
  },
  {
    name: 'Python, urllib',
    needs: 'python3',
    file: 'client.py',
    source: `
import sys, urllib.request, urllib.error
first = urllib.request.urlopen(sys.argv[1] + "/hello").status
try:
    second = urllib.request.urlopen(sys.argv[1] + "/post", data=('{"key":"%s"}' % sys.argv[2]).encode()).status
except urllib.error.HTTPError as error:
    second = error.code
print(first, second)`,
    run: ['python3', 'client.py'],
  },
  {
    name: 'curl',
    needs: 'curl',
    file: 'client.sh',
    source: `
first=$(curl -s -o /dev/null -w '%{http_code}' "$1/hello")
second=$(curl -s -o /dev/null -w '%{http_code}' -d "{\\"key\\":\\"$2\\"}" "$1/post")
echo "$first $second"`,
    run: ['sh', 'client.sh'],
  },
];

const answer: Answer = (request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  request.on('end', () => void response.end('{"hello":"there"}'));
};

const world = await openWorld(answer, 'preset: strict\ntls_interception: { enabled: true }\n');
const work = join(world.home, 'work');
mkdirSync(work);

/** Runs a client under `sallyport exec`; gives what it printed last. */
function run(command: readonly string[]): Promise<string> {
  const child = spawn(
    process.execPath,
    [sallyportCommand, 'exec', '--quiet', '--proxy', world.proxy, '--', ...command, world.secure, secret],
    {
      cwd: work,
      env: { PATH: path, HOME: work, GOCACHE: join(work, 'go'), SALLYPORT_HOME: world.home },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let out = '';
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  return new Promise((resolve) =>
    child.once('close', () => resolve(out.trim() === '' ? told.trim().slice(-300) : out.trim())),
  );
}

const rows: string[][] = [];
let isFine = true;
for (const { name, needs, file, source, run: command } of clients) {
  if (findProgram(needs, path) === undefined) {
    rows.push([name, `skipped: there is no ${needs} on this machine`]);
    continue;
  }
  writeFileSync(join(work, file), `${source.trim()}\n`);
  const came = await run(command);
  const isRight = came === '200 403';
  isFine &&= isRight;
  rows.push([
    name,
    isRight ? 'its answer, and a refusal of the secret (200 403)' : `not as it should be: ${came}`,
  ]);
}
world.close();
process.stdout.write(`${markdownTable(['program', 'got'], rows)}\n`);
process.exit(isFine ? 0 : 1);
