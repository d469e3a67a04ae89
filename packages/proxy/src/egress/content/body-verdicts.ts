import type { Finding } from '@sallyport/scanner';
import { DialError, type Exchange, type Judge, type Judgement, type Part } from '../types.js';

/** What becomes of what is found in one body. */
export class BodyVerdicts {
  readonly #judge: Judge;
  readonly #part: Part;
  readonly #exchange: Exchange;

  constructor(judge: Judge, part: Part, exchange: Exchange) {
    this.#judge = judge;
    this.#part = part;
    this.#exchange = exchange;
  }

  /** Undefined where nothing was found. @throws DialError where the policy blocks */
  on(findings: readonly Finding[]): Judgement | undefined {
    if (findings.length === 0) return undefined;
    const judgement = this.#judge.judge(findings, this.#part, this.#exchange);
    if (judgement.action === 'block') throw new DialError(judgement.refusal);
    return judgement;
  }

  /** The end of a body of which something would have to be taken out, and cannot. */
  cannotStrip([first]: readonly Finding[]): DialError {
    const title = first?.title ?? 'What was found';
    const refusal = {
      status: 403,
      rule: first?.rule ?? 'content-unreadable',
      reason: `${title} could not be taken out, so the whole body is blocked`,
      hint: first?.remedy ?? 'See the event in the audit log.',
    };
    return new DialError(this.#judge.refuse(refusal, this.#part, this.#exchange));
  }
}
