import type { BlockError } from '@sallyport/guard';
import type { Direction } from '@sallyport/scanner';
import type { RequestId } from './messages.js';

/** Why a message is not passed on, in the form of JSON-RPC's `error` member. It holds nothing of the message itself. */
export type Refusal = BlockError;

/** How a client is told that its tool call, or the result of it, is blocked. */
export type BlockStyle =
  /** As a JSON-RPC error. */
  | 'error'
  /** As a result that is an error, so that the model reads it and can go on. */
  | 'result';

/** JSON-RPC error codes that the proxy itself answers with. */
export const errorCodes = {
  parse: -32_700,
  invalidRequest: -32_600,
  /** The server is gone, or what it answered cannot be used. */
  server: -32_000,
  /** A call that policy refuses, whatever is in it. */
  policy: -32_002,
  /** Everything is refused at the moment. */
  stopped: -32_004,
} as const;

/** A refusal of the proxy's own, besides those of the guard. */
export function refuse(
  code: number,
  what: {
    rule: string;
    title: string;
    message: string;
    remedy: string;
    pointer?: string;
    direction: Direction;
  },
): Refusal {
  const { rule, title, message, remedy, pointer = '', direction } = what;
  return {
    code,
    message: `sallyport: ${message}`,
    data: { rule, title, pointer, direction, action: 'block', remedy },
  };
}

/** The answer of one line that tells of a refusal. */
export function refusalLine(
  id: RequestId | null,
  refusal: Refusal,
  style: BlockStyle = 'error',
  method?: string,
): string {
  const { code, message, data } = refusal;
  if (style === 'error' || method !== 'tools/call')
    return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data } });
  const text = `${message}. ${data.remedy}`;
  const result = {
    content: [{ type: 'text', text }],
    isError: true,
    _meta: { 'sallyport/refusal': { code, ...data } },
  };
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}
