import type { Workshop } from './workshop.js';

/** How a command of a document is proved: run here, or by another proof or test. */
export type Treatment = Run | ProvedBy;

interface Run {
  command: RegExp;
  /** The exit code; 0 unless given. */
  code?: number;
  /** What it says, on either stream. */
  says?: RegExp;
  /** For a command that goes on by itself: what it says when it is ready. It is ended then. */
  until?: RegExp;
  /** What stands in the folder before it. */
  before?: (workshop: Workshop) => void;
}

interface ProvedBy {
  command: RegExp;
  /** The file, from the top of the repository, that runs it. */
  by: string;
}

const compose = 'scripts/proof/compose.ts';
const agentProgram = (workshop: Workshop): void => workshop.put('agent.py', "print('done')\n");
const clientFile = (workshop: Workshop): void =>
  workshop.put(
    '.mcp.json',
    JSON.stringify({ mcpServers: { notes: { command: 'npx', args: ['-y', 'notes'] } } }),
  );
const configuration = (workshop: Workshop): void => {
  if (!workshop.has('sallyport.yaml'))
    workshop.put('sallyport.yaml', 'version: 1\nforward_proxy:\n  enabled: true\n');
};
const session = (workshop: Workshop): void =>
  workshop.put('session.jsonl', '{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n');

/** Every command of every document, by the first treatment that fits. One that fits none fails the test. */
export const treatments: readonly Treatment[] = [
  // The whole house, from nothing, and in containers.
  { command: /^npx -y pnpm@\S+ (?:dev|test)$/, by: 'scripts/proof/fresh-clone.ts' },
  { command: /^pnpm build(?: && pnpm sallyport-certs init)?$/, by: 'scripts/proof/fresh-clone.ts' },
  { command: /^pnpm --filter @sallyport\/web dev$/, by: 'scripts/proof/fresh-clone.ts' },
  { command: /^(?:docker compose|docker-compose) /, by: compose },
  {
    command: /^docker (?:build -t|run --rm -v .*) ?cert-generator/,
    by: 'scripts/proof/compose/generator.ts',
  },
  { command: /^node dist\/process\/host\/main\.js /, by: compose },

  // A question, and the server that answers it.
  { command: /^node apps\/mcp-server\/dist\/main\.js$/, by: 'scripts/test/documents.test.ts' },
  { command: /^pnpm ask --json .*\| tail -n 1$/, says: /"answer":/ },
  { command: /^pnpm ask --json /, says: /"answer":/ },
  { command: /^pnpm ask --conversation /, says: /2015/ },
  { command: /^pnpm ask .*report/, says: /\.md/ },
  { command: /^pnpm ask /, says: /salary/i },
  { command: /^curl -k https:\/\/localhost:\d+\/mcp$/, code: 56, says: /certificate required/ },
  { command: /^curl --cacert /, says: /employees/ },

  // The patterns.
  { command: /^cd examples$/, by: 'examples/test/patterns.test.ts' },
  { command: /^node --import tsx src\/[a-d]-[\w-]+\/main\.ts$/, by: 'examples/test/patterns.test.ts' },
  { command: /^OPENAI_API_KEY=… python /, by: 'examples/test/python.test.ts' },
  { command: /^(?:pip install|npm install --global) /, by: 'examples/test/python.test.ts' },
  { command: /^node dist\/main\.js/, by: 'packages/attack-servers/src/main.ts' },

  // The commands themselves.
  { command: /^npx -y @modelcontextprotocol\/server-filesystem \/tmp$/, until: /running on stdio/ },
  { command: /^echo .*\| sallyport mcp proxy /, says: /read_file/ },
  { command: /sallyport demo$/, says: /blocked|stopped/i },
  { command: /sallyport generate config .*(?:-o|>) \S+$/ },
  { command: /sallyport generate docker-compose/, says: /services:/ },
  { command: /sallyport check --kind config /, before: configuration },
  { command: /sallyport check /, code: 3, says: /instruction-override/ },
  { command: /sallyport mcp proxy --config .*-- /, before: configuration },
  { command: /sallyport mcp proxy -- / },
  { command: /sallyport mcp scan .*session\.jsonl$/, before: session },
  { command: /sallyport wrap /, before: clientFile },
  { command: /sallyport unwrap / },
  { command: /sallyport run --config \S+$/, until: /listening at/, before: configuration },
  { command: /sallyport run$/, until: /listening at/ },
  { command: /sallyport exec -- /, says: /done/, before: agentProgram },
  { command: /sallyport logs -f/, until: /\n/ },
  { command: /sallyport logs/ },
  { command: /sallyport (?:pins|approvals|rules|verify-log|version)\b/ },
  { command: /sallyport tls (?:init|show)/ },
  { command: /sallyport(?:-certs|-sandbox)? --help$/, says: /sallyport/ },
  { command: /sallyport-certs (?:init|issue|ensure|verify|renew|revoke)/ },
];
