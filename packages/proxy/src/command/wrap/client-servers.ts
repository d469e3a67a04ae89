import { memberOf, stringOf, type JsonNode } from './jsonc.js';

/** A server in the file of a client. */
export interface ClientServer {
  name: string;
  node: JsonNode;
  /** How it is started; undefined for one that is reached over the network. */
  launch:
    { command: string; commandNode: JsonNode; args: string[]; argsNode: JsonNode | undefined } | undefined;
  /** Names of the variables that the client sets for it. */
  variables: string[];
}

/**
 * The servers that a client's file names: `mcpServers` (Claude, Cursor, Windsurf, Cline), `servers` (VS Code), both
 * also under `mcp` (VS Code's settings) and under each of `projects` (Claude Code).
 */
export function serversIn(root: JsonNode): ClientServer[] {
  const projects = memberOf(root, 'projects');
  const places = [
    root,
    memberOf(root, 'mcp'),
    ...(projects?.kind === 'object' ? projects.members.map(({ value }) => value) : []),
  ];
  return places.flatMap((place) =>
    ['mcpServers', 'servers'].flatMap((key) => {
      const servers = memberOf(place, key);
      if (servers?.kind !== 'object') return [];
      return servers.members.flatMap(({ name, value }) => serverOf(name, value) ?? []);
    }),
  );
}

function serverOf(name: string, node: JsonNode): ClientServer | undefined {
  if (node.kind !== 'object') return undefined;
  const commandNode = memberOf(node, 'command');
  const command = stringOf(commandNode);
  const argsNode = memberOf(node, 'args');
  const env = memberOf(node, 'env');
  const variables = env?.kind === 'object' ? env.members.map((member) => member.name) : [];
  if (command === undefined || !commandNode) return { name, node, launch: undefined, variables };
  const args = argsNode?.kind === 'array' ? argsNode.items.map((item) => stringOf(item)) : [];
  if (args.includes(undefined)) return { name, node, launch: undefined, variables };
  return { name, node, launch: { command, commandNode, args: args as string[], argsNode }, variables };
}
