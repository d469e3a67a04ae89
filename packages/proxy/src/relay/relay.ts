import type { AuditLog } from '@sallyport/audit';
import type { ApprovalStore, Guard } from '@sallyport/guard';
import { parseMessage, type Direction, type Finding } from '@sallyport/scanner';
import { limits } from '../limits.js';
import type { Line } from '../stdio/line-splitter.js';
import { ClientSide } from './client-side.js';
import { Definitions } from './definitions.js';
import { lineOf, type Exchange, type Gate, type Passed } from './exchange.js';
import { HeldCalls } from './held-calls.js';
import { Inspector } from './inspector.js';
import { printable } from './messages.js';
import { Outcome, type OutLine } from './outcome.js';
import { PendingRequests } from './pending.js';
import { Questions } from './questions.js';
import { errorCodes, refusalLine, refuse, type BlockStyle, type Refusal } from './refusal.js';
import { ServerSide } from './server-side.js';

/** What a relay needs to know of the server that it stands before. */
export interface RelayOptions {
  guard: Guard;
  /** Where refusals of the relay's own are recorded. */
  audit?: AuditLog;
  /** The server's name: for the log, the policy and the pins. */
  server: string;
  /** Where a person is asked. Without it nothing waits for one. */
  approvals?: ApprovalStore;
  /** Asked for each refusal; `error` where it is left out. */
  blockStyle?: () => BlockStyle;
  /** What is added to the context of every message. */
  context?: Readonly<Record<string, string>>;
  gate?: Gate;
  /** Told of the bytes of each line that the server sends. */
  onServerBytes?: (bytes: number) => void;
  /** Takes what comes about without a line: a list that the server does not answer in time. */
  onOutcome?: (outcome: Outcome) => void;
}

/**
 * Decides on each line between one client and one server. It assumes no handshake and no version: every message is
 * looked at by itself, and what it does not know passes, scanned. What passes is forwarded as the bytes that came.
 */
export class Relay {
  readonly #exchange: Exchange;
  readonly #client: ClientSide;
  readonly #server: ServerSide;
  #wasUsed = false;
  readonly #onServerBytes: (bytes: number) => void;

  constructor(options: RelayOptions) {
    const {
      guard,
      server,
      blockStyle = () => 'error',
      gate = () => undefined,
      onOutcome = () => undefined,
    } = options;
    this.#onServerBytes = options.onServerBytes ?? (() => undefined);
    this.#exchange = {
      inspector: new Inspector(options),
      definitions: new Definitions(guard, server),
      held: new HeldCalls(),
      questions: new Questions({
        guard,
        store: options.approvals,
        newOutcome: () => new Outcome(),
        onOutcome,
      }),
      ofClient: new PendingRequests(),
      ofServer: new PendingRequests(),
      get blockStyle() {
        return blockStyle();
      },
      gate,
      gone: undefined,
    };
    this.#server = new ServerSide(this.#exchange, onOutcome);
    this.#client = new ClientSide(this.#exchange, this.#server);
  }

  /** Requests of the client's that wait for their answers. */
  get pending(): number {
    return this.#exchange.ofClient.size;
  }

  /** Whether the client has ever said anything. */
  get wasUsed(): boolean {
    return this.#wasUsed;
  }

  /** Messages that wait for a person. */
  get asked(): number {
    return this.#exchange.questions.size;
  }

  /** A line of the client's. */
  fromClient(line: Line): Outcome {
    this.#wasUsed = true;
    const outcome = new Outcome();
    const read = this.#read(line, 'client-to-server', outcome);
    if (!read) return outcome;
    if ('fault' in read) {
      outcome.toClient.push(refusalLine(read.id ?? null, this.#exchange.inspector.record(read.fault)));
      return outcome;
    }
    const { message, found, bytes } = read;
    if (!Array.isArray(message)) {
      const passed = this.#client.decide(message, found, outcome, bytes);
      if (passed) outcome.toServer.push(lineOf(passed.message, message, bytes));
      return outcome;
    }
    const passed = this.#batch(message, bytes, outcome.toClient, outcome, (part, inner) =>
      this.#client.decide(part, found, inner, undefined),
    );
    if (passed !== undefined) outcome.toServer.push(passed);
    return outcome;
  }

  /** A line of the server's. */
  fromServer(line: Line): Outcome {
    if (line.kind === 'line') this.#onServerBytes(line.bytes.length);
    const outcome = new Outcome();
    const read = this.#read(line, 'server-to-client', outcome);
    if (!read) return outcome;
    if ('fault' in read) {
      this.#server.unreadable(read.id, read.fault, outcome);
      return outcome;
    }
    const { message, found, bytes } = read;
    if (!Array.isArray(message)) {
      const passed = this.#server.decide(message, found, outcome, bytes);
      if (passed) outcome.toClient.push(lineOf(passed.message, message, bytes));
      return outcome;
    }
    const passed = this.#batch(message, bytes, outcome.toServer, outcome, (part, inner) =>
      this.#server.decide(part, found, inner, undefined),
    );
    if (passed !== undefined) outcome.toClient.push(passed);
    return outcome;
  }

  /** Answers for every request that still waits, when the server is gone. */
  abandon(why: string, remedy: string): string[] {
    const refusal = refuse(errorCodes.server, {
      rule: 'server-ended',
      title: 'The server ended',
      message: `the server ended: ${why}`,
      remedy,
      direction: 'server-to-client',
    });
    this.#exchange.gone = refusal;
    this.#exchange.held.take(() => true);
    this.#exchange.questions.withdrawAll();
    return this.#exchange.ofClient.takeAll().map(({ id }) => refusalLine(id, refusal));
  }

  /** Takes note of output that is no message; gives undefined where there is nothing to decide. */
  #read(line: Line, direction: Direction, outcome: Outcome): Read | undefined {
    const isClient = direction === 'client-to-server';
    if (line.kind === 'too-long') {
      const note = `a line of the ${isClient ? 'client' : 'server'} is longer than ${limits.lineBytes} bytes`;
      outcome.notes.push(note);
      const remedy = `Ask for less at once: a message may have ${limits.lineBytes} bytes.`;
      const code = isClient ? errorCodes.invalidRequest : errorCodes.server;
      return {
        id: line.id,
        fault: refuse(code, {
          rule: 'line-too-long',
          title: 'Line too long',
          message: note,
          remedy,
          direction,
        }),
      };
    }
    const parsed = parseMessage(line.bytes, { direction });
    if (parsed.ok) return { message: parsed.message, found: parsed.findings, bytes: line.bytes };
    if (!isClient) {
      const text = line.bytes.toString('utf8', 0, limits.loggedCharacters);
      outcome.notes.push(`output of the server that is no message: ${printable(text)}`);
      return undefined;
    }
    const message = `the line cannot be read. ${parsed.message}`;
    outcome.notes.push(message);
    const remedy = 'Send one JSON-RPC message a line.';
    return {
      fault: refuse(errorCodes.parse, {
        rule: 'message-not-json',
        title: 'Message that is not JSON',
        message,
        remedy,
        direction,
      }),
    };
  }

  /** Each message of a batch by itself. When all pass the batch goes on as it came; otherwise those that pass do. */
  #batch(
    messages: readonly unknown[],
    bytes: Buffer,
    replies: OutLine[],
    outcome: Outcome,
    decide: (message: unknown, inner: Outcome) => Passed,
  ): OutLine | undefined {
    if (messages.length === 0 || messages.length > limits.batchMessages) {
      const direction = 'client-to-server';
      const message = `a batch has 1 to ${limits.batchMessages} messages, not ${messages.length}`;
      const remedy = 'Send one message a line.';
      const refusal = refuse(errorCodes.invalidRequest, {
        rule: 'batch',
        title: 'Batch',
        message,
        remedy,
        direction,
      });
      replies.push(refusalLine(null, this.#exchange.inspector.record(refusal)));
      return undefined;
    }
    const inner = new Outcome();
    const passed = messages.flatMap((message) => {
      const one = decide(message, inner);
      return one ? [one.message] : [];
    });
    const isToClient = replies === outcome.toClient;
    const answers = isToClient ? inner.toClient : inner.toServer;
    if (answers.length > 0)
      replies.push(answers.length === 1 ? String(answers[0]) : `[${answers.join(',')}]`);
    (isToClient ? outcome.toServer : outcome.toClient).push(
      ...(isToClient ? inner.toServer : inner.toClient),
    );
    outcome.notes.push(...inner.notes);
    const isWhole =
      passed.length === messages.length && passed.every((one, index) => one === messages[index]);
    if (isWhole) return bytes;
    return passed.length > 0 ? `[${passed.map((one) => JSON.stringify(one)).join(',')}]` : undefined;
  }
}

type Read =
  | { message: unknown; found: readonly Finding[]; bytes: Buffer }
  | { fault: Refusal; id?: string | number | undefined };
