import { fileURLToPath } from 'node:url';
import { makeTarball } from './make-tarball.js';

const folder = fileURLToPath(new URL('../.pack', import.meta.url));
process.stdout.write(`${await makeTarball(process.argv[2] ?? folder)}\n`);
