import type { Inspection } from './types.js';

/** The `error` member of the JSON-RPC answer that stands for a blocked message. Holds nothing of the message itself. */
export interface BlockError {
  code: number;
  message: string;
  data: {
    rule: string;
    title: string;
    pointer: string;
    direction: string;
    action: string;
    remedy: string;
    eventId?: string;
  };
}

/** A blocked request, and a blocked answer, as in Pipelock's guide. */
export const blockCodes = { request: -32001, response: -32000 } as const;

/** What to answer in place of a blocked message, so that whoever asked learns what happened and what to do. */
export function blockError(inspection: Inspection): BlockError {
  const { verdict, context, eventId } = inspection;
  const isRequest = context.direction === 'client-to-server';
  const finding = verdict.decisive;
  const title = finding?.title ?? 'Not let through';
  const what = isRequest ? 'request' : 'response';
  return {
    code: isRequest ? blockCodes.request : blockCodes.response,
    message: `sallyport: ${what} blocked: ${title}`,
    data: {
      rule: finding?.rule ?? 'guard-unavailable',
      title,
      pointer: finding?.pointer ?? '',
      direction: context.direction,
      action: verdict.action,
      remedy: finding?.remedy ?? verdict.reason,
      ...(eventId === undefined ? {} : { eventId }),
    },
  };
}
