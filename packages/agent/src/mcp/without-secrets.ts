import { withoutCredentials } from '@sallyport/guard';
import { callMessage, type JsonRpcCall } from './messages.js';

const removed = '[REDACTED: it holds a secret that cannot be taken out alone]';

/**
 * A tool's arguments as they may be shown and stored: without the credentials that a model wrote into them. The guard
 * keeps those from the server; this keeps them from the page, from `ask --json` and from the conversation's history.
 */
export function withoutSecrets(tool: string, args: unknown): unknown {
  const message = callMessage(tool, { value: args });
  const clean = withoutCredentials(message, 'client-to-server') as JsonRpcCall | undefined;
  if (clean === message) return args;
  return clean === undefined ? removed : clean.params.arguments['value'];
}

/** The same for arguments in JSON, as a model sends them; for a text that is no JSON, as the text itself. */
export function jsonWithoutSecrets(tool: string, json: string): string {
  const args = parsed(json);
  const clean = withoutSecrets(tool, args);
  if (clean === args) return json;
  return typeof args === 'string' && typeof clean === 'string' ? clean : JSON.stringify(clean);
}

/** What a model wrote as arguments; the text itself where it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
