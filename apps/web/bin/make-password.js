#!/usr/bin/env node
// make-password FILE ADDRESS: makes the password of a stack, once, and prints it once. It is never shown again.
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/** Letters and digits that nobody takes for one another: 24 of them have 118 bits. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const [file, address = 'the page'] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('make-password wants the file to write to.\n');
  process.exit(2);
}
const groups = Array.from({ length: 4 }, () =>
  Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join(''),
);
const password = groups.join('-');
try {
  writeFileSync(file, `${password}\n`, { mode: 0o400, flag: 'wx' });
  process.stdout.write(`Sign in at ${address} with this password, which is not shown again: ${password}\n`);
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  process.stdout.write(
    `The password of ${address} was made before, and shown then. To make a new one, remove ${file}.\n`,
  );
}
