// A client that starts a proxy, tells its id, and passes lines on in both directions until it is killed.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const proxy = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
process.stdout.write(`PID ${proxy.pid}\n`);
proxy.stdin.on('error', () => undefined);
process.stdin.pipe(proxy.stdin);
proxy.stdout.pipe(process.stdout, { end: false });
proxy.on('close', (code, signal) => process.stdout.write(`EXIT ${signal ?? code}\n`));
