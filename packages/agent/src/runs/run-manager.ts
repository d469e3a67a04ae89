import { randomUUID } from 'node:crypto';
import type { LibsqlConversationStore } from '../conversations/store.js';
import { AgentError } from '../errors.js';
import { AnalystRun } from './analyst-run.js';
import { RunErrorCode } from './run-error.js';
import type { RunServices } from './run-services.js';
import type { RunHandle } from './types.js';

/** What a run is started with. */
export interface StartInput {
  question: string;
  /** A new conversation without it. */
  conversationId?: string;
  /** The run of an earlier turn, whose place the question takes: that turn and all after it are removed. */
  replaces?: string;
}

/** The runs of this process: those under way, and the last that ended. */
export class RunManager {
  readonly #runs = new Map<string, AnalystRun>();
  /** By conversation: the run under way, or the start of one. */
  readonly #active = new Map<string, AnalystRun | 'starting'>();

  constructor(
    private readonly services: RunServices,
    private readonly store: LibsqlConversationStore,
  ) {}

  async start(input: StartInput): Promise<RunHandle> {
    const question = this.#checkedQuestion(input.question);
    if (this.#active.size >= this.services.limits.activeRuns) {
      throw new AgentError(
        RunErrorCode.tooManyRuns,
        `${this.#active.size} questions are being worked on, and that is the most at one time.`,
        'Wait until one is answered, or stop one.',
      );
    }
    if (input.conversationId !== undefined) await this.#assertFree(input.conversationId);
    else if (input.replaces !== undefined) throw turnUnknown();
    const conversationId = input.conversationId ?? (await this.store.create(question));
    if (this.#active.has(conversationId)) throw busy();
    this.#active.set(conversationId, 'starting');
    try {
      if (input.replaces !== undefined) await this.#remove(conversationId, input.replaces, question);
      const run = await this.#begin(conversationId, question);
      return run;
    } catch (error) {
      this.#active.delete(conversationId);
      throw error;
    }
  }

  get(runId: string): RunHandle | undefined {
    return this.#runs.get(runId);
  }

  active(conversationId: string): RunHandle | undefined {
    const run = this.#active.get(conversationId);
    return run === 'starting' ? undefined : run;
  }

  /** Stops what is under way and waits until it has ended. */
  async close(): Promise<void> {
    const active = [...this.#active.values()].filter((run) => run !== 'starting');
    for (const run of active) run.stop();
    await Promise.all(active.map((run) => run.result));
  }

  async #begin(conversationId: string, question: string): Promise<AnalystRun> {
    const earlierQuestions = await this.store.questions(conversationId);
    const session = this.store.session(conversationId, this.services.model.info);
    const runId = randomUUID();
    await this.store.beginTurn({ runId, conversationId, question, model: this.services.model.info });
    const run = new AnalystRun(this.services, { runId, question, conversationId, earlierQuestions, session });
    this.#runs.set(run.runId, run);
    this.#active.set(conversationId, run);
    void run.result.then(() => this.#retire(run));
    return run;
  }

  async #remove(conversationId: string, runId: string, question: string): Promise<void> {
    if (!(await this.store.removeFrom(conversationId, runId, question))) throw turnUnknown();
  }

  #retire(run: AnalystRun): void {
    if (this.#active.get(run.conversationId) === run) this.#active.delete(run.conversationId);
    const ended = [...this.#runs.values()].filter(
      (other) => this.#active.get(other.conversationId) !== other,
    );
    const surplus = ended.slice(0, Math.max(0, ended.length - this.services.limits.endedRuns));
    for (const old of surplus) this.#runs.delete(old.runId);
  }

  async #assertFree(conversationId: string): Promise<void> {
    if (!(await this.store.has(conversationId))) {
      throw new AgentError(
        RunErrorCode.conversationUnknown,
        'There is no such conversation.',
        'Start a new one: it may have been deleted.',
      );
    }
    if (await this.store.isBusy(conversationId)) throw busy();
  }

  #checkedQuestion(text: string): string {
    const question = text.trim();
    const most = this.services.limits.questionLength;
    if (question !== '' && question.length <= most) return question;
    throw new AgentError(
      RunErrorCode.questionInvalid,
      question === '' ? 'The question is empty.' : `The question is longer than ${most} characters.`,
      'Ask in a sentence or two.',
    );
  }
}

function turnUnknown(): AgentError {
  return new AgentError(
    RunErrorCode.turnUnknown,
    'The question that was to be replaced is not in this conversation.',
    'Reload the page to see the conversation as it is, then ask again.',
  );
}

function busy(): AgentError {
  return new AgentError(
    RunErrorCode.runActive,
    'A question of this conversation is still being worked on.',
    'Wait for its answer, or stop it first.',
  );
}
