import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GuardError, GuardErrorCode } from '../errors.js';
import { withFileLock } from '../files/file-lock.js';
import { writeAtomically } from '../files/write-atomically.js';
import { limits } from '../limits.js';
import { parseApproval, type Approval, type ApprovalState } from './approval.js';

/** What is asked; the store adds the id, the state and the times. */
export type Question = Omit<Approval, 'id' | 'state' | 'askedAt' | 'expiresAt' | 'decidedAt'>;

/** The questions that wait for a person, shared by every process that uses the folder. */
export interface ApprovalStore {
  /**
   * Asks.
   * @param timeoutMs after which the answer is no.
   * @throws {GuardError} `approvals-full` where more than {@link limits.waitingApprovals} wait already.
   */
  ask(question: Question, timeoutMs: number): Approval;
  /** One question, as it stands now; undefined where there is none of that id. */
  get(id: string): Approval | undefined;
  /** Those that wait, the oldest first. */
  waiting(): Approval[];
  /**
   * Answers. The first answer stands.
   * @throws {GuardError} `approval-unknown` where no question of that id waits.
   */
  decide(id: string, answer: 'approved' | 'denied'): Approval;
  /** Closes a question: to `expired` or `withdrawn` where nobody has answered; otherwise the answer stands. */
  close(id: string, as: 'expired' | 'withdrawn'): ApprovalState;
}

/**
 * Keeps questions in a folder (mode 0700, one JSON file each). Several processes may ask and answer at the same time:
 * each change is made under a lock and seen whole or not at all.
 */
export function createApprovalStore(folder: string, clock: () => number = Date.now): ApprovalStore {
  return new FileApprovals(folder, clock);
}

/** Without letters and digits that look alike: an id is read off one window and typed into another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const shape = /^[a-z0-9]{8}$/;

class FileApprovals implements ApprovalStore {
  readonly #folder: string;
  readonly #clock: () => number;

  constructor(folder: string, clock: () => number) {
    this.#folder = folder;
    this.#clock = clock;
  }

  ask(question: Question, timeoutMs: number): Approval {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    if (this.#tidy() >= limits.waitingApprovals) {
      const message = `${limits.waitingApprovals} questions wait for an answer already. See: sallyport approvals`;
      throw new GuardError(GuardErrorCode.ApprovalsFull, message);
    }
    const askedAt = this.#clock();
    const id = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
    const approval: Approval = {
      ...question,
      findings: question.findings.slice(0, limits.askedFindings),
      id,
      state: 'waiting',
      askedAt,
      expiresAt: askedAt + timeoutMs,
    };
    this.#write(approval);
    return approval;
  }

  get(id: string): Approval | undefined {
    if (!shape.test(id)) return undefined;
    try {
      return parseApproval(readFileSync(this.#pathOf(id), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  waiting(): Approval[] {
    return this.#ids()
      .map((id) => this.get(id))
      .filter((one) => one !== undefined && this.#waits(one))
      .map((one) => one as Approval)
      .sort((a, b) => a.askedAt - b.askedAt);
  }

  decide(id: string, answer: 'approved' | 'denied'): Approval {
    const decided = this.#change(id, answer, (approval) => this.#waits(approval));
    if (decided?.state === answer && decided.decidedAt !== undefined) return decided;
    const why = decided
      ? `It is ${this.#waits(decided) ? 'waiting' : closed(decided)}.`
      : 'There is no such question.';
    const message = `Nothing of the id ${JSON.stringify(id)} waits. ${why} See: sallyport approvals`;
    throw new GuardError(GuardErrorCode.ApprovalUnknown, message);
  }

  close(id: string, as: 'expired' | 'withdrawn'): ApprovalState {
    return this.#change(id, as, ({ state }) => state === 'waiting')?.state ?? as;
  }

  #change(id: string, state: ApprovalState, when: (approval: Approval) => boolean): Approval | undefined {
    if (!this.get(id)) return undefined;
    return withFileLock(`${this.#pathOf(id)}.lock`, () => {
      const approval = this.get(id);
      if (!approval || !when(approval)) return approval && { ...approval, decidedAt: undefined };
      const changed = { ...approval, state, decidedAt: this.#clock() };
      this.#write(changed);
      return changed;
    });
  }

  #waits({ state, expiresAt }: Approval): boolean {
    return state === 'waiting' && this.#clock() < expiresAt;
  }

  /** Removes what is long over, and counts what waits. */
  #tidy(): number {
    let count = 0;
    for (const id of this.#ids()) {
      const approval = this.get(id);
      if (approval && this.#waits(approval)) count++;
      else if (approval && this.#clock() - approval.expiresAt > limits.approvalsKept)
        rmSync(this.#pathOf(id), { force: true });
    }
    return count;
  }

  #ids(): string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  #write(approval: Approval): void {
    writeAtomically(this.#pathOf(approval.id), `${JSON.stringify(approval, undefined, 2)}\n`);
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

function closed({ state }: Approval): string {
  return state === 'waiting' ? 'expired' : state;
}
