import { declineText, greetingText } from './answer/decline-text.js';
import { describeCatalog, describeDataset } from './answer/describe-data.js';
import { writeAnswer } from './answer/write-answer.js';
import type { DatasetProfile, DatasetSummary } from './catalog.js';
import { correctedSpec } from './correct.js';
import type { DeclineReason } from './decline.js';
import { offlineLimits } from './limits.js';
import { writeProgram } from './program/write-program.js';
import type { QuerySpec } from './query.js';
import type { Conversation } from './tools/conversation.js';
import { datasetsFound, isLookUp, withFoundValues, writeLookUp } from './tools/look-up.js';
import { understand, type Understanding } from './understand.js';

/** A tool to call. */
interface ToolCall {
  name: string;
  given: Record<string, unknown>;
}

/** What the model does next: call tools, or say something and be done. */
export type Step =
  | { kind: 'calls'; calls: ToolCall[] }
  | { kind: 'answer'; text: string }
  | { kind: 'decline'; text: string; reason: DeclineReason };

/** The data tools by the names under which they are offered. */
export type Tools = Readonly<Record<'list' | 'describe' | 'run', string>>;

/** One turn of the analyst, seen from the items so far. */
export class Turn {
  private readonly catalog: DatasetSummary[];
  private readonly profiles: DatasetProfile[];

  constructor(
    private readonly tools: Tools,
    private readonly conversation: Conversation,
    catalog: DatasetSummary[],
  ) {
    this.catalog = catalog;
    this.profiles = withFoundValues(conversation.profiles, conversation.programs);
  }

  private decline(reason: DeclineReason, understanding?: Extract<Understanding, { kind: 'declined' }>): Step {
    const name = understanding?.understood[0];
    const dataset = this.catalog.find((one) => one.name === name);
    const text = declineText(reason, {
      unknownWords: understanding?.unknownWords ?? [],
      dataset,
      catalog: this.catalog,
    });
    return { kind: 'decline', reason, text };
  }

  private describe(names: readonly string[], extra = 0): Step | undefined {
    const room = offlineLimits.describedDatasets + extra - this.conversation.described.size;
    const missing = [...new Set(names)]
      .filter(
        (name) =>
          !this.profiles.some((profile) => profile.name === name) && !this.conversation.described.has(name),
      )
      .slice(0, room);
    if (missing.length === 0) return undefined;
    return {
      kind: 'calls',
      calls: missing.map((dataset) => ({ name: this.tools.describe, given: { dataset } })),
    };
  }

  private run(code: string, dataset: string): Step {
    return { kind: 'calls', calls: [{ name: this.tools.run, given: { code, datasets: [dataset] } }] };
  }

  /** Looks unknown words up in text columns, once in a turn: of the likeliest datasets, and of all others unless one is named. */
  private lookUp({
    candidates,
    unknownWords,
    understood,
  }: Extract<Understanding, { kind: 'declined' }>): Step | undefined {
    if (this.conversation.programs.some(({ code }) => isLookUp(code))) return undefined;
    const known = candidates.flatMap((name) => this.profiles.filter((profile) => profile.name === name));
    const described = known.slice(0, offlineLimits.lookedUpDatasets);
    const others =
      understood.length > 0
        ? []
        : this.catalog.filter(({ name }) => !this.profiles.some((profile) => profile.name === name));
    const found = writeLookUp({ described, others }, unknownWords);
    return found === undefined
      ? undefined
      : { kind: 'calls', calls: [{ name: this.tools.run, given: { ...found } }] };
  }

  /** Describes a dataset in which a look-up found a word of the question. */
  private describeFound(): Step | undefined {
    const [name] = datasetsFound(this.conversation.programs);
    return name === undefined ? undefined : this.describe([name], offlineLimits.foundDatasets);
  }

  /** Before declining: describe the likeliest datasets, look the unknown words up, describe where they are. Each happens once. */
  private onDeclined(understanding: Extract<Understanding, { kind: 'declined' }>): Step {
    const { reason, candidates } = understanding;
    if (reason !== 'unknown-term' && reason !== 'not-understood') return this.decline(reason, understanding);
    const likely = candidates.slice(0, offlineLimits.firstCandidates);
    const unseen = this.conversation.described.size < offlineLimits.firstCandidates;
    const step =
      (unseen ? this.describe(likely) : undefined) ?? this.lookUp(understanding) ?? this.describeFound();
    return step ?? this.decline(reason, understanding);
  }

  private onQuery(spec: QuerySpec, runnersUp: readonly string[]): Step {
    if (spec.intent === 'list-datasets') return { kind: 'answer', text: describeCatalog(this.catalog) };
    const described = this.describe([spec.dataset, ...runnersUp.slice(0, offlineLimits.firstCandidates - 1)]);
    if (described !== undefined) return described;
    const dataset =
      this.profiles.find(({ name }) => name === spec.dataset) ??
      this.catalog.find(({ name }) => name === spec.dataset);
    if (dataset === undefined) return this.decline('not-understood');
    if (spec.intent === 'describe-dataset') return { kind: 'answer', text: describeDataset(dataset) };
    const programs = this.conversation.programs.filter(({ code }) => !isLookUp(code));
    let current = spec;
    for (const { outcome } of programs) {
      if (outcome.ok) return { kind: 'answer', text: writeAnswer(current, outcome.result, dataset) };
      const corrected = correctedSpec(current, outcome.failure, dataset);
      if (corrected === undefined) return this.failed(programs);
      current = corrected;
    }
    return programs.length > offlineLimits.corrections
      ? this.failed(programs)
      : this.run(writeProgram(current), spec.dataset);
  }

  private failed(programs: Conversation['programs']): Step {
    const last = programs.at(-1)?.outcome;
    const why =
      last === undefined || last.ok ? '' : `\n\nThe last error was: ${last.failure.message.slice(0, 300)}`;
    return {
      kind: 'decline',
      reason: 'failed',
      text: `${declineText('failed', { unknownWords: [], catalog: this.catalog })}${why}`,
    };
  }

  next(): Step {
    const { question, history } = this.conversation;
    const understanding = understand(question, this.catalog, this.profiles, history);
    switch (understanding.kind) {
      case 'greeting':
        return { kind: 'answer', text: greetingText(this.catalog) };
      case 'declined':
        return this.onDeclined(understanding);
      case 'query':
        return this.onQuery(understanding.spec, understanding.runnersUp);
      default:
        return understanding satisfies never;
    }
  }
}
