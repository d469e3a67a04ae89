import type { Inspection } from '@sallyport/guard';
import type { Finding } from '@sallyport/scanner';
import { limits } from '../limits.js';
import { lineOf, type Exchange, type Passed } from './exchange.js';
import { inspectedOf } from './inspector.js';
import { cancelledId, objectAt, shapeOf, type RequestShape, type Shape } from './messages.js';
import type { Outcome } from './outcome.js';
import { idInUse, tooManyHeld, withheld } from './policy-refusals.js';
import { errorCodes, refusalLine, refuse, type Refusal } from './refusal.js';
import type { ServerSide } from './server-side.js';

const direction = 'client-to-server';

/** Decides on the client's messages. */
export class ClientSide {
  readonly #exchange: Exchange;
  readonly #server: ServerSide;

  constructor(exchange: Exchange, server: ServerSide) {
    this.#exchange = exchange;
    this.#server = server;
  }

  decide(message: unknown, found: readonly Finding[], outcome: Outcome, bytes: Buffer | undefined): Passed {
    const shape = shapeOf(message);
    switch (shape.kind) {
      case 'request':
        return this.#request(message, shape, found, outcome, bytes);
      case 'notification':
        return this.#notification(message, shape, found, outcome, bytes);
      case 'response':
        return this.#response(message, shape, found, outcome);
      case 'general-error':
        return this.#inspected(message, shape, found);
      case 'none': {
        const refusal = refuse(errorCodes.invalidRequest, {
          rule: 'not-a-message',
          title: 'Not a JSON-RPC message',
          message: 'the line is JSON, and no JSON-RPC message',
          remedy: 'Send an object with "jsonrpc": "2.0", a method that is a text, and for a request an id.',
          direction,
        });
        outcome.toClient.push(refusalLine(shape.id, this.#exchange.inspector.record(refusal)));
        return undefined;
      }
    }
  }

  #request(
    message: unknown,
    shape: RequestShape,
    found: readonly Finding[],
    outcome: Outcome,
    bytes: Buffer | undefined,
  ): Passed {
    const { inspector, ofClient, questions, blockStyle } = this.#exchange;
    const { id, method, name } = shape;
    const isCall = method === 'tools/call';
    const record = (refusal: Refusal): Refusal =>
      inspector.record(refusal, { method, tool: isCall ? name : undefined });
    const answer = (refusal: Refusal): undefined => {
      outcome.toClient.push(refusalLine(id, refusal, blockStyle, method));
      return undefined;
    };
    if (this.#exchange.gone) return answer(this.#exchange.gone);
    const stopped = this.#exchange.gate({ method, message, bytes: bytes?.length ?? 0 });
    if (stopped) return answer(record(stopped));
    if (!ofClient.add(shape)) return answer(record(idInUse(direction)));
    const room = questions.hasRoom(bytes?.length ?? limits.batchedBytes);
    const inspected = inspector.inspect(message, direction, shape, undefined, found, room);
    if (inspected.ok) return this.#release(message, inspected.message, shape, outcome, bytes);
    if (inspected.asked) {
      questions.hold(id, {
        inspection: inspected.asked,
        bytes: bytes?.length ?? limits.batchedBytes,
        settle: (settled, late) => this.#settled(settled, message, shape, late, bytes),
      });
      return undefined;
    }
    ofClient.take(id);
    return answer(inspected.refusal);
  }

  /** Carries out the answer to a question about a request. */
  #settled(
    settled: Inspection,
    message: unknown,
    shape: RequestShape,
    outcome: Outcome,
    bytes: Buffer | undefined,
  ): void {
    const { ofClient, blockStyle } = this.#exchange;
    const { id, method } = shape;
    const inspected = inspectedOf(settled);
    if (!inspected.ok) {
      ofClient.take(id);
      outcome.toClient.push(refusalLine(id, inspected.refusal, blockStyle, method));
      return;
    }
    const passed = this.#release(message, inspected.message, shape, outcome, bytes);
    if (passed) outcome.toServer.push(lineOf(passed.message, message, bytes));
  }

  /** Lets a request that was looked at go, unless what it calls is withheld or has yet to be listed. */
  #release(
    message: unknown,
    passed: unknown,
    shape: RequestShape,
    outcome: Outcome,
    bytes: Buffer | undefined,
  ): Passed {
    const { inspector, ofClient, definitions, blockStyle } = this.#exchange;
    const { id, method, name } = shape;
    const isCall = method === 'tools/call';
    const refused = (refusal: Refusal): undefined => {
      ofClient.take(id);
      const recorded = inspector.record(refusal, { method, tool: isCall ? name : undefined });
      outcome.toClient.push(refusalLine(id, recorded, blockStyle, method));
      return undefined;
    };
    if (isCall && name !== undefined) {
      const state = definitions.stateOf(name);
      const isListing = definitions.arePinned && ofClient.has('tools/list');
      if (state === 'unseen' || isListing) {
        this.#hold(shape, name, lineOf(passed, message, bytes), message, outcome);
        return undefined;
      }
      if (state === 'withheld') return refused(withheld(`the tool ${name}`, 'tool-withheld'));
    }
    if (method === 'prompts/get' && name !== undefined && definitions.isPromptWithheld(name))
      return refused(withheld(`the prompt ${name}`, 'prompt-withheld'));
    return { message: passed };
  }

  /** Lets a call wait until the list that its tool stands in is answered; asks for the list where nobody else has. */
  #hold(shape: RequestShape, tool: string, line: Buffer | string, message: unknown, outcome: Outcome): void {
    const { held, ofClient, inspector, blockStyle } = this.#exchange;
    const { progressToken: _, ...meta } = objectAt(objectAt(message, 'params'), '_meta');
    if (!held.add({ id: shape.id, tool, line, meta })) {
      ofClient.take(shape.id);
      outcome.toClient.push(refusalLine(shape.id, inspector.record(tooManyHeld), blockStyle, shape.method));
      return;
    }
    if (!held.isListing && !ofClient.has('tools/list')) this.#server.askForList(outcome);
  }

  #notification(
    message: unknown,
    shape: Extract<Shape, { kind: 'notification' }>,
    found: readonly Finding[],
    outcome: Outcome,
    bytes: Buffer | undefined,
  ): Passed {
    const { held, ofClient, definitions, gate } = this.#exchange;
    const stopped = gate({ method: shape.method, message, bytes: bytes?.length ?? 0 });
    if (stopped) {
      outcome.notes.push(`dropped ${shape.method} of the client: ${stopped.message}`);
      return undefined;
    }
    if (shape.method === 'tools/call' && definitions.arePinned) {
      outcome.notes.push('dropped a tools/call of the client that asks for no answer');
      return undefined;
    }
    const passed = this.#inspected(message, shape, found);
    const id = shape.method === 'notifications/cancelled' ? cancelledId(message) : undefined;
    if (id === undefined) return passed;
    // The server never saw a call that is held; nobody waits for its answer any more.
    if (this.#exchange.questions.withdraw(id) || held.remove(id)) {
      ofClient.take(id);
      return undefined;
    }
    if (passed) ofClient.cancel(id);
    return passed;
  }

  #response(
    message: unknown,
    shape: Extract<Shape, { kind: 'response' }>,
    found: readonly Finding[],
    outcome: Outcome,
  ): Passed {
    const { inspector, ofServer } = this.#exchange;
    const asked = ofServer.take(shape.id);
    if (!asked) {
      outcome.notes.push('dropped an answer of the client to nothing that the server asked');
      return undefined;
    }
    const inspected = inspector.inspect(message, direction, shape, asked, found);
    if (inspected.ok) return { message: inspected.message };
    // The server learns that it gets no answer, instead of waiting for one.
    if (!inspected.asked) outcome.toServer.push(refusalLine(shape.id, inspected.refusal));
    return undefined;
  }

  #inspected(message: unknown, shape: Shape, found: readonly Finding[]): Passed {
    const inspected = this.#exchange.inspector.inspect(message, direction, shape, undefined, found);
    return inspected.ok ? { message: inspected.message } : undefined;
  }
}
