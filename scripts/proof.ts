import { parseArgs } from 'node:util';
import { build } from './lib/build.js';
import { runProgram } from './lib/programs.js';

/** A proof too long for the tests. */
interface Proof {
  /** One line for the help. */
  readonly title: string;
  /** What may follow the name on the command line, for the help. */
  readonly usage?: string;
  /** Prints what it saw; gives whether all held. `args` is what follows the name on the command line. */
  run(args: string[]): Promise<boolean>;
}

/** A proof that lies with its package: a program of its own, run on what was built. */
function program({ file, ...facts }: Omit<Proof, 'run'> & { file: string }): Proof {
  return {
    ...facts,
    run: async (args) => {
      await build(['./packages/*']);
      return runProgram(file, args);
    },
  };
}

/** Every proof, by name. */
const proofs: Readonly<Record<string, Proof>> = {
  'fresh-clone': {
    title: 'both commands of the quick start, from a clone, with an empty package store',
    usage: '[--node FOLDER]',
    run: async (args) => {
      const { values } = parseArgs({ args, options: { node: { type: 'string' } } });
      await build(['@sallyport/testing']);
      const { proveFreshClone } = await import('./proof/fresh-clone.js');
      return proveFreshClone({ nodeFolder: values.node });
    },
  },
  compose: {
    title:
      'the compose stack, built and run for real where a Docker engine is reached (DOCKER_HOST): a question, forbidden ways, rotation, kills, replicas, images',
    usage: '[--no-build] [--only STEP]',
    run: async (args) => {
      const options = { 'no-build': { type: 'boolean', default: false }, only: { type: 'string' } } as const;
      const { values } = parseArgs({ args, options });
      await build(['@sallyport/testing']);
      const { proveCompose } = await import('./proof/compose.js');
      return proveCompose({ build: !values['no-build'], only: values.only });
    },
  },
  'server-conformance': program({
    title:
      'the official conformance suite against the hosting of our MCP server, directly and through nginx: the same results',
    usage: '[--revision 2025-11-25]…',
    file: 'apps/mcp-server/proof/conformance.ts',
  }),
  'tls-scan': program({
    title: 'sslscan and testssl.sh against nginx and the MCP server: no finding but those that are explained',
    file: 'apps/mcp-server/proof/tls-scan.ts',
  }),
  detection: {
    title:
      'what the preset `strict` blocks of labelled texts: per file and group of a folder of .jsonl[.gz] files',
    usage: 'FOLDER [--explain]',
    run: async (args) => {
      const options = { explain: { type: 'boolean', default: false } } as const;
      const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
      const { measureDetection } = await import('./proof/detection.js');
      return positionals[0] !== undefined && measureDetection(positionals[0], values.explain);
    },
  },
  'scanner-benign': {
    title:
      'what the preset `strict` would block of things that are no attacks: reference servers, files of packages, data, documents',
    usage: '[--share 1]',
    run: async (args) => {
      const { values } = parseArgs({ args, options: { share: { type: 'string', default: '1' } } });
      const { proveScannerBenign } = await import('./proof/scanner-benign.js');
      return proveScannerBenign(Number(values.share));
    },
  },
  'scanner-patterns': {
    title:
      'every regular expression of the scanner proved safe, and a search for the megabyte that takes longest to scan',
    usage: '[--timeout 500] [--seconds 120] [--seed 1] [--list]',
    run: async (args) => {
      const options = {
        timeout: { type: 'string', default: '500' },
        seconds: { type: 'string', default: '120' },
        seed: { type: 'string', default: '1' },
        list: { type: 'boolean', default: false },
      } as const;
      const { timeout, seconds, seed, list } = parseArgs({ args, options }).values;
      const { proveScannerPatterns } = await import('./proof/scanner-patterns.js');
      return proveScannerPatterns({
        timeout: Number(timeout),
        seconds: Number(seconds),
        seed: Number(seed),
        list,
      });
    },
  },
  'proxy-faults': program({
    title:
      'kill -9 of the server, the proxy and the client at each phase: no hang, no orphan, no torn line, no lost pin',
    usage: '[--runs 200] [--seed 1]',
    file: 'packages/proxy/proof/faults.ts',
  }),
  'egress-download': program({
    title:
      'a download of 1 GB through the egress proxy, plain and looked into, and texts and events of 64 MB: whole, in constant memory',
    usage: '[--megabytes 1024]',
    file: 'packages/proxy/proof/egress-download.ts',
  }),
  'egress-clients': program({
    title: 'programs in Java, Go, Python and curl, started by `sallyport exec`, with interception',
    file: 'packages/proxy/proof/egress-clients.ts',
  }),
  'mcp-conformance': program({
    title:
      'the official conformance suite against a server and a client, with the proxy between and without: the same results',
    usage: '[--revision 2025-11-25]…',
    file: 'packages/proxy/proof/conformance.ts',
  }),
  'sandbox-attacks': program({
    title:
      'attack programs against the sandbox, in the jail and outside it, with the checker and without: our own and those of .jsonl[.gz] files',
    usage: '[--corpus FILE]…',
    file: 'packages/sandbox/proof/attacks.ts',
  }),
  'sandbox-faults': program({
    title:
      'faults at random moments against the sandbox: children and hosts killed, stopped, cancelled, out of memory or time',
    usage: '[--faults 200] [--seed 1]',
    file: 'packages/sandbox/proof/faults.ts',
  }),
  'sandbox-large': program({
    title: 'a large CSV file, registered and grouped within the memory that the sandbox gives its children',
    usage: '[--rows 10000000]',
    file: 'packages/sandbox/proof/large.ts',
  }),
  'sandbox-acceptance': program({
    title: 'our analysis programs at the first try, and why snippets of .jsonl[.gz] files do not run',
    usage: '[--corpus FILE]… [--explain]',
    file: 'packages/sandbox/proof/acceptance.ts',
  }),
  'sandbox-fuzz': program({
    title: 'generated programs in the guest language and in V8, and mutants of hostile programs',
    usage: '[--programs 100000] [--mutants 20000] [--seed 1]',
    file: 'packages/sandbox/proof/fuzz.ts',
  }),
  'guard-mutation': program({
    title: 'every small change to the code that decides, suppresses and strips fails a test',
    usage: '[FILE]',
    file: 'packages/guard/proof/mutation.ts',
  }),
  'sandbox-mutation': program({
    title: 'every small change to the choke point of property reads and to the plan validator fails a test',
    usage: '[FILE] [--from N]',
    file: 'packages/sandbox/proof/mutation.ts',
  }),
};

function help(): string {
  const lines = Object.entries(proofs).map(
    ([name, { title, usage }]) => `  pnpm proof ${[name, usage].filter(Boolean).join(' ')}\n      ${title}\n`,
  );
  return `The longer proofs. Figures are kept in docs/proof.md.\n\n${lines.join('')}`;
}

const [name = '--help', ...args] = process.argv.slice(2).filter((argument) => argument !== '--');
const proof = Object.hasOwn(proofs, name) ? proofs[name] : undefined;
if (proof === undefined) {
  const asked = name === '--help' || name === '-h';
  if (!asked) process.stderr.write(`There is no proof ${name}.\n\n`);
  process.stdout.write(help());
  process.exitCode = asked ? 0 : 2;
} else {
  process.exitCode = (await proof.run(args)) ? 0 : 1;
}
