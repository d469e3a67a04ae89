import type { Finding } from '@sallyport/scanner';
import { limits } from '../limits.js';
import { lineOf, type Exchange, type Passed } from './exchange.js';
import { inspectedOf } from './inspector.js';
import { cancelledId, isObject, objectAt, shapeOf, type JsonObject, type RequestId } from './messages.js';
import { Outcome } from './outcome.js';
import type { PendingRequest } from './pending.js';
import { idInUse, notListed, withheld } from './policy-refusals.js';
import { refusalLine, type Refusal } from './refusal.js';

const direction = 'server-to-client';

/** Decides on the server's messages. */
export class ServerSide {
  readonly #exchange: Exchange;
  readonly #onOutcome: (outcome: Outcome) => void;
  #timer: NodeJS.Timeout | undefined;
  /** The cursor of the page of its own list that the proxy waits for. */
  #ownCursor: unknown;

  constructor(exchange: Exchange, onOutcome: (outcome: Outcome) => void) {
    this.#exchange = exchange;
    this.#onOutcome = onOutcome;
  }

  decide(message: unknown, found: readonly Finding[], outcome: Outcome, bytes: Buffer | undefined): Passed {
    const { inspector, ofServer, definitions } = this.#exchange;
    const shape = shapeOf(message);
    if (shape.kind === 'response')
      return this.#response(message as JsonObject, shape.id, found, outcome, bytes);
    if (shape.kind === 'none') {
      outcome.notes.push('dropped output of the server that is JSON, and no JSON-RPC message');
      return undefined;
    }
    if (shape.kind === 'request' && !ofServer.add(shape)) {
      outcome.toServer.push(
        refusalLine(shape.id, inspector.record(idInUse(direction), { method: shape.method })),
      );
      return undefined;
    }
    const inspected = inspector.inspect(message, direction, shape, undefined, found);
    if (!inspected.ok) {
      if (shape.kind !== 'request') return undefined;
      ofServer.take(shape.id);
      if (!inspected.asked) outcome.toServer.push(refusalLine(shape.id, inspected.refusal));
      return undefined;
    }
    if (shape.kind === 'notification') {
      if (shape.method === 'notifications/tools/list_changed') definitions.forgetTools();
      const id = shape.method === 'notifications/cancelled' ? cancelledId(message) : undefined;
      if (id !== undefined) ofServer.cancel(id);
    }
    return { message: inspected.message };
  }

  /** A line that is not read: too long. Whoever waits for it is told, where its id could be found. */
  unreadable(id: RequestId | undefined, refusal: Refusal, outcome: Outcome): void {
    const { inspector, ofClient, held, blockStyle } = this.#exchange;
    if (id === undefined) return;
    if (held.isOwnList(id)) {
      this.#endList(outcome);
      return;
    }
    const asked = ofClient.take(id);
    if (!asked) return;
    outcome.toClient.push(refusalLine(id, inspector.record(refusal), blockStyle, asked.method));
    if (asked.method === 'tools/list') this.#settle(outcome);
  }

  /** Asks for the list of tools, for the calls that wait for it. It is given up when it is not answered in time. */
  askForList(outcome: Outcome): void {
    outcome.toServer.push(this.#exchange.held.startList());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const late = new Outcome();
      this.#endList(late);
      this.#onOutcome(late);
    }, limits.listMs).unref();
  }

  #response(
    message: JsonObject,
    id: RequestId,
    found: readonly Finding[],
    outcome: Outcome,
    bytes: Buffer | undefined,
  ): Passed {
    const { held, ofClient, inspector, blockStyle, questions } = this.#exchange;
    if (held.isOwnList(id)) {
      this.#ownPage(message, outcome);
      return undefined;
    }
    const asked = ofClient.take(id);
    // The server never saw a call that is held, so it cannot have answered it; and one answer is enough.
    if (!asked || held.has(id) || questions.has(id)) {
      if (asked) ofClient.add(asked);
      outcome.notes.push('dropped an answer of the server to nothing that was asked');
      return undefined;
    }
    const size = bytes?.length ?? limits.batchedBytes;
    const canWait = asked.method !== 'tools/list' && questions.hasRoom(size);
    const checked = inspector.guarded(direction, () => this.#checked(message, asked, found, canWait));
    if (asked.method === 'tools/list') this.#settle(outcome);
    if (checked.ok) return { message: checked.message };
    if (checked.asked) {
      // It is owed to the client still, and its id stays in use.
      ofClient.add(asked);
      questions.hold(id, {
        inspection: checked.asked,
        bytes: size,
        settle: (settled, late) => {
          ofClient.take(id);
          const inspected = inspectedOf(settled);
          late.toClient.push(
            inspected.ok
              ? lineOf(inspected.message, message, bytes)
              : refusalLine(id, inspected.refusal, blockStyle, asked.method),
          );
        },
      });
      return undefined;
    }
    outcome.toClient.push(refusalLine(id, checked.refusal, blockStyle, asked.method));
    return undefined;
  }

  #checked(message: JsonObject, asked: PendingRequest, found: readonly Finding[], canWait: boolean) {
    const { definitions, inspector } = this.#exchange;
    const shape = { kind: 'response', id: asked.id } as const;
    const allowed = definitions.check(message, asked.method, asked.cursor);
    const inspected = inspector.inspect(allowed, direction, shape, asked, found, canWait);
    if (inspected.ok || asked.method !== 'tools/list' || !definitions.arePinned) return inspected;
    const fewer = this.#withoutBlocked(allowed, asked);
    return fewer === allowed ? inspected : inspector.inspect(fewer, direction, shape, asked, found);
  }

  /** A list without the tools that the scanner blocks although their pins hold. */
  #withoutBlocked(message: JsonObject, asked: PendingRequest): JsonObject {
    const { definitions, inspector } = this.#exchange;
    const result = objectAt(message, 'result');
    const tools = Array.isArray(result['tools']) ? (result['tools'] as unknown[]) : [];
    const kept = tools.filter((tool) => {
      const alone = { jsonrpc: '2.0', id: asked.id, result: { tools: [tool] } };
      const isKept = inspector.inspect(alone, direction, { kind: 'response', id: asked.id }, asked, []).ok;
      if (!isKept && isObject(tool)) definitions.withhold(String(tool['name']));
      return isKept;
    });
    return kept.length === tools.length ? message : { ...message, result: { ...result, tools: kept } };
  }

  #ownPage(message: JsonObject, outcome: Outcome): void {
    const { held, definitions, inspector } = this.#exchange;
    const cursor = this.#ownCursor;
    const checked = inspector.guarded(direction, () => ({
      ok: true,
      message: definitions.check(message, 'tools/list', cursor),
    }));
    const { nextCursor } = objectAt(message, 'result');
    this.#ownCursor = nextCursor;
    const next =
      checked.ok && nextCursor !== undefined && nextCursor !== null ? held.nextPage(nextCursor) : undefined;
    if (next === undefined) this.#endList(outcome);
    else outcome.toServer.push(next);
  }

  #endList(outcome: Outcome): void {
    clearTimeout(this.#timer);
    this.#ownCursor = undefined;
    this.#exchange.held.endList();
    this.#settle(outcome, true);
  }

  /** Lets the calls go whose tools are known now. Without a list that is under way, the others are refused. */
  #settle(outcome: Outcome, isOver = false): void {
    const { held, definitions, ofClient, inspector, blockStyle } = this.#exchange;
    if (ofClient.has('tools/list')) return;
    for (const call of held.take(({ tool }) => definitions.stateOf(tool) === 'allowed'))
      outcome.toServer.push(call.line);
    const isLast = isOver || definitions.isComplete;
    for (const { id, tool } of held.take(({ tool }) => isLast || definitions.stateOf(tool) === 'withheld')) {
      const isListed = definitions.isComplete || definitions.stateOf(tool) === 'withheld';
      const refusal = isListed ? withheld(`the tool ${tool}`, 'tool-withheld') : notListed(tool);
      ofClient.take(id);
      const recorded = inspector.record(refusal, { method: 'tools/call', tool });
      outcome.toClient.push(refusalLine(id, recorded, blockStyle, 'tools/call'));
    }
    if (held.isEmpty || held.isListing) return;
    this.askForList(outcome);
  }
}
