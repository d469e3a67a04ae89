import {
  InputGuardrailTripwireTriggered,
  ModelBehaviorError,
  RunContext,
  type RunStreamEvent,
} from '@openai/agents';
import { agentNames, createAgents } from '../agents/create-agents.js';
import type { AnalystContext } from '../agents/context.js';
import type { DeclinedInfo } from '../agents/guardrail.js';
import type { CallScope } from '../mcp/call-scope.js';
import type { GuardedMcpServer } from '../mcp/guarded-server.js';
import type { ReportServer } from '../mcp/report-server.js';
import { EventLog } from './event-log.js';
import { endReasonError, type EndReason } from './limit-errors.js';
import { resultOf } from './result-builder.js';
import { RunErrorCode } from './run-error.js';
import { runErrorOf } from './run-error-of.js';
import type { RunInput, RunServices } from './run-services.js';
import { assertToolsAtHand } from './tools-at-hand.js';
import { StreamTranslator } from './translator.js';
import type { RunEvent, RunEventBody, RunHandle, RunResult } from './types.js';

type RunEnd = Omit<Extract<RunEventBody, { type: 'run-end' }>, 'type'>;

/** One run: from the question to the end, whoever listens. */
export class AnalystRun implements RunHandle {
  readonly runId: string;
  readonly conversationId: string;
  readonly result: Promise<RunResult>;
  readonly #log: EventLog;
  readonly #abort = new AbortController();
  readonly #translator = new StreamTranslator();
  /** The SDK's context of this run; it counts the tokens, those of the guardrail's model too. */
  readonly #context: RunContext<AnalystContext>;
  #endReason: EndReason | undefined;
  #text = '';
  #written = 0;
  #countedRequests = 0;
  #refused = false;
  #cause: unknown;

  constructor(
    private readonly services: RunServices,
    private readonly input: RunInput,
  ) {
    this.runId = input.runId;
    this.conversationId = input.conversationId;
    this.#log = new EventLog(services.limits.runEvents);
    const { runId, question, earlierQuestions } = input;
    const signal = this.#abort.signal;
    this.#context = new RunContext({
      runId,
      question,
      earlierQuestions,
      datasets: services.datasets,
      signal,
    });
    this.result = this.#live();
  }

  events(after = 0): AsyncIterable<RunEvent> {
    return this.#log.follow(after);
  }

  stop(): void {
    this.#end('stopped');
  }

  async #live(): Promise<RunResult> {
    const { runId, conversationId } = this;
    const model = this.services.model.info;
    this.#emit({ type: 'run-start', runId, conversationId, question: this.input.question, model });
    const timer = setTimeout(() => this.#end('time-limit'), this.services.limits.runMs);
    let end: RunEnd;
    try {
      end = await this.#work();
    } catch (error) {
      end = this.#failure(error);
    } finally {
      clearTimeout(timer);
    }
    this.#emitAll(this.#translator.closeText());
    this.#countUsage();
    return this.#finish(end);
  }

  async #work(): Promise<RunEnd> {
    const scope: CallScope = {
      runId: this.runId,
      conversationId: this.conversationId,
      onFindings: (findings) =>
        this.#emitAll(findings.map((finding) => ({ type: 'security-finding', ...finding }))),
    };
    const server = this.services.server.forRun(scope);
    this.#emitAll(this.#translator.startAgent(agentNames.intake));
    await assertToolsAtHand(server, this.services.errorContext.home);
    this.#abort.signal.throwIfAborted();
    const reports = this.services.reports(scope);
    try {
      return await this.#runAgents(server, reports);
    } finally {
      await reports.close();
    }
  }

  async #runAgents(server: GuardedMcpServer, reports: ReportServer): Promise<RunEnd> {
    const { model, classifier, limits } = this.services;
    const agents = createAgents({ server, reports, ...(classifier ? { askModel: classifier } : {}) });
    const stream = await model.runner.run(agents, this.input.question, {
      stream: true,
      context: this.#context,
      session: this.input.session,
      maxTurns: limits.maxTurns,
      signal: this.#abort.signal,
      errorHandlers: {
        modelRefusal: ({ error }) => {
          this.#refused = true;
          return { finalOutput: 'refusal' in error ? error.refusal : error.message, includeInHistory: true };
        },
      },
    });
    for await (const event of stream) this.#take(event);
    await stream.completed;
    if (this.#endReason) return this.#ended(this.#endReason);
    const answer = typeof stream.finalOutput === 'string' ? stream.finalOutput : this.#text;
    if (answer.trim() === '') throw new ModelBehaviorError('The model gave no answer.');
    if (this.#text === '') this.#say(answer);
    return { status: this.#translator.declined || this.#refused ? 'declined' : 'answered', answer };
  }

  #take(event: RunStreamEvent): void {
    this.#emitAll(this.#translator.translate(event));
    if (event.type === 'raw_model_stream_event' && event.data.type === 'response_done') this.#countUsage();
  }

  #countUsage(): void {
    const { requests, inputTokens, outputTokens, totalTokens } = this.#context.usage;
    if (requests === this.#countedRequests) return;
    this.#countedRequests = requests;
    this.#emit({ type: 'usage-update', usage: { requests, inputTokens, outputTokens, totalTokens } });
    if (totalTokens > this.services.limits.runTokens) this.#end('token-limit');
  }

  #failure(error: unknown): RunEnd {
    if (this.#endReason) return this.#ended(this.#endReason);
    if (error instanceof InputGuardrailTripwireTriggered) {
      const { message } = error.result.output.outputInfo as DeclinedInfo;
      this.#say(message);
      return { status: 'declined', answer: message };
    }
    this.#cause = error;
    return { status: 'failed', error: runErrorOf(error, this.services.errorContext) };
  }

  #ended(reason: EndReason): RunEnd {
    const error = endReasonError(reason, this.services.limits);
    return { status: reason === 'stopped' ? 'stopped' : 'failed', answer: this.#text, error };
  }

  async #finish(end: RunEnd): Promise<RunResult> {
    const ending: RunEventBody = { type: 'run-end', ...end };
    const run = { runId: this.runId, conversationId: this.conversationId, model: this.services.model.info };
    const events = [...this.#log.events, { seq: this.#log.events.length + 1, at: Date.now(), ...ending }];
    let result = resultOf(events, run);
    try {
      await this.services.save(result, events, this.#cause);
    } catch {
      const error = {
        code: RunErrorCode.internal,
        message: 'The answer could not be written to the conversation store.',
        remedy: 'Check that the disk has room and that SALLYPORT_HOME can be written, then ask again.',
      };
      result = { ...result, status: 'failed', error };
    }
    this.#emit({
      type: 'run-end',
      status: result.status,
      ...(end.answer === undefined ? {} : { answer: end.answer }),
      ...(result.error ? { error: result.error } : {}),
    });
    return result;
  }

  #say(text: string): void {
    this.#emitAll([{ type: 'text-delta', delta: text }, { type: 'text-end' }]);
  }

  #emitAll(bodies: readonly RunEventBody[]): void {
    for (const body of bodies) this.#emit(body);
  }

  #emit(body: RunEventBody): void {
    if (body.type === 'text-delta') {
      this.#written += body.delta.length;
      this.#text += body.delta;
      if (this.#written > this.services.limits.answerLength) {
        this.#end('output-limit');
        return;
      }
    }
    // A text before a tool call is no part of the answer.
    if (body.type === 'tool-input-available' || body.type === 'agent-start') this.#text = '';
    if (!this.#log.append(body)) this.#end('output-limit');
  }

  #end(reason: EndReason): void {
    this.#endReason ??= reason;
    this.#abort.abort();
  }
}
