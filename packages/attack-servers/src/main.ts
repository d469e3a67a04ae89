import { attacks } from './attacks/index.js';

const [name] = process.argv.slice(2);
const attack = attacks.find((one) => one.name === name);
if (attack) await attack.serve();
else {
  process.stderr.write(
    `attack-server NAME\n${attacks.map((one) => `  ${one.name}: ${one.title}\n`).join('')}`,
  );
  process.exitCode = 2;
}
