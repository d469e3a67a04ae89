import { parseArgs } from 'node:util';
import { proveFreshClone } from './proof/fresh-clone.js';

const HELP = `The longer proofs. Figures are kept in docs/proof.md.

  pnpm proof fresh-clone                 both commands of the quick start, from a clone, with an empty package store
  pnpm proof fresh-clone --node FOLDER   the same with the \`node\` of another folder first on PATH
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { node: { type: 'string' }, help: { type: 'boolean', default: false } },
});
if (positionals.length === 1 && positionals[0] === 'fresh-clone' && !values.help) {
  process.exitCode = (await proveFreshClone({ nodeFolder: values.node })) ? 0 : 1;
} else {
  process.stdout.write(HELP);
  process.exitCode = values.help || positionals.length === 0 ? 0 : 2;
}
