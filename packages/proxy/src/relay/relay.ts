import { blockError, type Guard, type Inspection } from '@sallyport/guard';
import type { Direction } from '@sallyport/scanner';
import { limits } from '../limits.js';
import type { Line } from '../stdio/line-splitter.js';
import {
  errorCodes,
  errorLine,
  idInPrefix,
  isObject,
  shapeOf,
  type JsonObject,
  type RequestId,
  type Shape,
} from './messages.js';
import type { Outcome } from './outcome.js';
import { PendingRequests, type PendingRequest } from './pending.js';
import { ToolPages } from './tool-pages.js';

/** What a relay needs to know of the server that it stands before. */
export interface RelayOptions {
  guard: Guard;
  /** The server's name: for the log, the policy and the pins. */
  server: string;
}

/**
 * Decides on each line between one client and one server. It assumes no handshake and no version: every message is
 * looked at by itself, and what it does not know passes, scanned. What passes is forwarded as the bytes that came.
 */
export class Relay {
  readonly #guard: Guard;
  readonly #server: string;
  readonly #ofClient = new PendingRequests();
  readonly #ofServer = new PendingRequests();
  readonly #pages: ToolPages;

  constructor({ guard, server }: RelayOptions) {
    this.#guard = guard;
    this.#server = server;
    this.#pages = new ToolPages(guard, server);
  }

  /** A line of the client's. */
  fromClient(line: Line): Outcome {
    if (line.kind === 'too-long') return tooLong(line.prefix, 'client');
    const message = parse(line.bytes);
    if (message === undefined) {
      return {
        reply: errorLine(null, errorCodes.parse, 'sallyport: the line is not JSON', {
          remedy: 'Send one JSON-RPC message a line.',
        }),
        note: 'a line of the client is not JSON',
      };
    }
    return Array.isArray(message)
      ? batch(message, line.bytes, (part, bytes) => this.#requestOutcome(part, bytes))
      : this.#requestOutcome(message, line.bytes);
  }

  /** A line of the server's. */
  fromServer(line: Line): Outcome {
    if (line.kind === 'too-long') return this.#tooLongFromServer(line.prefix);
    const message = parse(line.bytes);
    if (message === undefined || typeof message !== 'object') {
      const text = line.bytes.toString('utf8').slice(0, limits.loggedCharacters);
      return { note: `output of the server that is no message: ${printable(text)}` };
    }
    return Array.isArray(message)
      ? batch(message, line.bytes, (part, bytes) => this.#answerOutcome(part, bytes))
      : this.#answerOutcome(message, line.bytes);
  }

  /** Answers for every request that still waits, when the server is gone. */
  abandon(why: string): string[] {
    return this.#ofClient.takeAll().map(({ id }) =>
      errorLine(id, errorCodes.serverEnded, `sallyport: the server ended: ${why}`, {
        remedy: 'Start the server by itself and look at what it says.',
      }),
    );
  }

  #requestOutcome(message: unknown, bytes: Buffer | undefined): Outcome {
    const shape = shapeOf(message);
    const asked = shape.kind === 'response' ? this.#ofServer.take(shape.id) : undefined;
    if (shape.kind === 'response' && !asked) {
      return {
        note: `an answer of the client to nothing that the server asked (id ${JSON.stringify(shape.id)})`,
      };
    }
    const inspection = this.#inspect(message, 'client-to-server', shape, asked);
    if (inspection.verdict.action === 'block') return this.#blockedRequest(inspection, shape);
    if (shape.kind === 'request') {
      if (shape.tool !== undefined && this.#pages.isWithheld(shape.tool))
        return this.#withheldCall(shape.id, shape.tool);
      if (
        !this.#ofClient.add({ id: shape.id, method: shape.method, tool: shape.tool, cursor: shape.cursor })
      ) {
        return {
          reply: errorLine(
            shape.id,
            errorCodes.invalidRequest,
            'sallyport: the id is in use, or too many requests wait',
            {
              remedy: 'Give each request an id of its own and wait for answers.',
            },
          ),
        };
      }
    }
    return { forward: bytesOf(message, inspection, bytes) };
  }

  #blockedRequest(inspection: Inspection, shape: Shape): Outcome {
    const { code, message, data } = blockError(inspection);
    // An answer to the server that may not be given leaves the server waiting no longer.
    if (shape.kind === 'response') return { forward: errorLine(shape.id, code, message, data) };
    return shape.kind === 'request' ? { reply: errorLine(shape.id, code, message, data) } : {};
  }

  #withheldCall(id: RequestId, tool: string): Outcome {
    return {
      reply: errorLine(id, -32_002, `sallyport: the tool ${tool} is withheld`, {
        rule: 'tool-withheld',
        title: 'Withheld tool',
        action: 'block',
        direction: 'client-to-server',
        pointer: '/params/name',
        remedy: 'Look at the difference and approve it, or use another tool.',
      }),
    };
  }

  #answerOutcome(message: unknown, bytes: Buffer | undefined): Outcome {
    const shape = shapeOf(message);
    const asked = shape.kind === 'response' ? this.#ofClient.take(shape.id) : undefined;
    if (shape.kind === 'response' && !asked) {
      return { note: `an answer of the server to nothing that was asked (id ${JSON.stringify(shape.id)})` };
    }
    const checked = asked && isObject(message) ? this.#checkDefinitions(message, asked) : message;
    const inspection = this.#inspect(checked, 'server-to-client', shape, asked);
    if (inspection.verdict.action === 'block') return this.#blockedAnswer(inspection, shape);
    if (
      shape.kind === 'request' &&
      !this.#ofServer.add({ id: shape.id, method: shape.method, tool: undefined, cursor: undefined })
    ) {
      return {
        reply: errorLine(
          shape.id,
          errorCodes.invalidRequest,
          'sallyport: the id is in use, or too many requests wait',
        ),
      };
    }
    return { forward: bytesOf(message, inspection, bytes) };
  }

  #checkDefinitions(message: JsonObject, asked: PendingRequest): JsonObject {
    if (asked.method === 'tools/list') return this.#pages.checkTools(message, asked.cursor);
    if (asked.method === 'initialize' || asked.method === 'server/discover')
      return this.#pages.checkServer(message);
    return message;
  }

  #blockedAnswer(inspection: Inspection, shape: Shape): Outcome {
    const { code, message, data } = blockError(inspection);
    if (shape.kind === 'response') return { forward: errorLine(shape.id, code, message, data) };
    return shape.kind === 'request' ? { reply: errorLine(shape.id, code, message, data) } : {};
  }

  #tooLongFromServer(prefix: Buffer): Outcome {
    const id = idInPrefix(prefix);
    const asked = id === undefined ? undefined : this.#ofClient.take(id);
    const note = `a line of the server is longer than ${limits.lineBytes} bytes`;
    if (!asked) return { note };
    return { forward: errorLine(asked.id, errorCodes.serverEnded, `sallyport: ${note}`, tooLongData), note };
  }

  #inspect(
    message: unknown,
    direction: Direction,
    shape: Shape,
    asked: PendingRequest | undefined,
  ): Inspection {
    const method = asked?.method ?? ('method' in shape ? shape.method : undefined);
    const tool = asked?.tool ?? (shape.kind === 'request' ? shape.tool : undefined);
    return this.#guard.inspect(message, {
      direction,
      server: this.#server,
      ...(method === undefined ? {} : { method }),
      ...(tool === undefined ? {} : { tool }),
    });
  }
}

const tooLongData = {
  rule: 'line-too-long',
  title: 'Line too long',
  action: 'block',
  remedy: `Ask for less at once: a message may have ${limits.lineBytes} bytes.`,
};

function tooLong(prefix: Buffer, side: string): Outcome {
  const note = `a line of the ${side} is longer than ${limits.lineBytes} bytes`;
  const id = idInPrefix(prefix) ?? null;
  return { reply: errorLine(id, errorCodes.invalidRequest, `sallyport: ${note}`, tooLongData), note };
}

/** The bytes that came, unless the guard took something out or left tools out. */
function bytesOf(message: unknown, inspection: Inspection, bytes: Buffer | undefined): Buffer | string {
  return inspection.message === message && bytes !== undefined ? bytes : JSON.stringify(inspection.message);
}

/** Each message of a batch by itself. When all pass the batch goes on as it came; otherwise those that pass do. */
function batch(
  messages: readonly unknown[],
  bytes: Buffer,
  decide: (message: unknown, bytes: undefined) => Outcome,
): Outcome {
  const outcomes = messages.map((message) => decide(message, undefined));
  const replies = outcomes.flatMap(({ reply }) => reply ?? []);
  const notes = outcomes.flatMap(({ note }) => note ?? []);
  const isWhole = outcomes.every(
    ({ forward }, index) => forward !== undefined && forward === JSON.stringify(messages[index]),
  );
  const passed = outcomes.flatMap(({ forward }) => (forward === undefined ? [] : [String(forward)]));
  return {
    ...(isWhole ? { forward: bytes } : passed.length > 0 ? { forward: `[${passed.join(',')}]` } : {}),
    ...(replies.length > 0 ? { reply: `[${replies.join(',')}]` } : {}),
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  };
}

function parse(bytes: Buffer): JsonObject | unknown[] | string | number | boolean | null | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as JsonObject;
  } catch {
    return undefined;
  }
}

/** A text with nothing in it that a terminal would act on. */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (control) => {
    const code = control.charCodeAt(0);
    return `\\x${code.toString(16).padStart(2, '0')}`;
  });
}
