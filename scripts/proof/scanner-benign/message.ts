/** Something that is no attack, as it would travel over MCP. */
export interface BenignMessage {
  readonly group: string;
  /** Says which one it is. */
  readonly name: string;
  readonly message: unknown;
  readonly direction: 'client-to-server' | 'server-to-client';
}

/** A text as the result of a tool that reads files. */
export function asResult(group: string, name: string, text: string): BenignMessage {
  const message = { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }] } };
  return { group, name, message, direction: 'server-to-client' };
}

/** A text as what a tool that writes files is given. */
export function asArgument(group: string, name: string, text: string): BenignMessage {
  const params = { name: 'write_file', arguments: { path: name, content: text } };
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
  return { group: `${group}, sent`, name, message, direction: 'client-to-server' };
}
