import type { Answer, ApprovalStore, Guard, Inspection } from '@sallyport/guard';
import { limits } from '../limits.js';
import { keyOf, type RequestId } from './messages.js';
import type { Outcome } from './outcome.js';

/** A message that waits for a person's answer. */
interface Question {
  inspection: Inspection;
  bytes: number;
  /** Carries out what came of it. */
  settle: (inspection: Inspection, outcome: Outcome) => void;
}

/** What is asked of a person, and where. */
export interface QuestionsOptions {
  guard: Guard;
  store: ApprovalStore | undefined;
  newOutcome: () => Outcome;
  onOutcome: (outcome: Outcome) => void;
}

/** Messages that wait for a person to say whether they may pass. Everything else goes on meanwhile. */
export class Questions {
  readonly #options: QuestionsOptions;
  /** By the key of the client's request that they are about, or that the answer in question is to. */
  readonly #questions = new Map<string, Question>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#questions.size;
  }

  /** Whether a message of so many bytes may be held. */
  hasRoom(bytes: number): boolean {
    return this.#options.store !== undefined && this.#bytes + bytes <= limits.askedBytes;
  }

  has(id: RequestId): boolean {
    return this.#questions.has(keyOf(id));
  }

  /** Holds a message until its question is answered. */
  hold(id: RequestId, question: Question): void {
    this.#questions.set(keyOf(id), question);
    this.#bytes += question.bytes;
    this.#timer ??= setInterval(() => this.#look(), limits.answerPollMs);
  }

  /** Nobody waits for the answer any more. True where there was such a question. */
  withdraw(id: RequestId): boolean {
    return this.#withdraw(keyOf(id));
  }

  withdrawAll(): void {
    for (const key of this.#questions.keys()) this.#withdraw(key);
  }

  #withdraw(key: string): boolean {
    const question = this.#take(key);
    if (!question) return false;
    const { approval } = question.inspection;
    if (approval) this.#options.store?.close(approval.id, 'withdrawn');
    this.#options.guard.settle(question.inspection, 'withdrawn');
    return true;
  }

  #look(): void {
    for (const [key, { inspection, settle }] of this.#questions) {
      const answer = this.#answerTo(inspection);
      if (answer === undefined) continue;
      this.#take(key);
      const outcome = this.#options.newOutcome();
      settle(this.#options.guard.settle(inspection, answer), outcome);
      this.#options.onOutcome(outcome);
    }
  }

  #answerTo({ approval }: Inspection): Answer | undefined {
    const { store } = this.#options;
    if (!approval || !store) return 'denied';
    try {
      const now = store.get(approval.id);
      if (!now) return 'denied';
      if (now.state !== 'waiting') return now.state;
      if (Date.now() < approval.expiresAt) return undefined;
      const state = store.close(approval.id, 'expired');
      return state === 'waiting' ? 'expired' : state;
    } catch {
      // An answer that cannot be read is none; the guard records the block.
      return 'denied';
    }
  }

  #take(key: string): Question | undefined {
    const question = this.#questions.get(key);
    if (!question) return undefined;
    this.#questions.delete(key);
    this.#bytes -= question.bytes;
    if (this.#questions.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    return question;
  }
}
