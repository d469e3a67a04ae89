import { maskSecret, quoteText } from '../excerpt.js';
import type { Rule } from '../rule.js';
import type { Category, Direction, Finding, ScanLimits } from '../types.js';
import { formatPointer, type Place } from '../walk/pointer.js';
import type { VisitedString } from '../walk/walk.js';

interface Draft {
  rule: Rule;
  category: Category;
  confidence: number;
  string: VisitedString;
  start: number;
  end: number;
  excerpt: string;
  view: string;
  why: string;
}

/** What a detector has to say about a span of a string. */
export interface Observation {
  rule: Rule;
  confidence: number;
  start: number;
  end: number;
  view: string;
  /** The hostile text itself, or the secret (then `isSecret`). */
  seen: string;
  isSecret: boolean;
  why?: string;
}

/** Gathers findings, drops what says the same of the same place, and writes them out with nothing secret in them. */
export class Collector {
  readonly #drafts: Draft[] = [];
  /** The drafts per string, so that overlaps are only looked for where they can be. */
  #current: { string: VisitedString; drafts: Draft[] } | undefined;
  /** Names of members that are themselves secrets, with what stands for them in pointers. */
  readonly #maskedNames = new Map<string, string>();

  constructor(
    readonly direction: Direction,
    readonly limits: Pick<ScanLimits, 'findings'>,
  ) {}

  get count(): number {
    return this.#drafts.length;
  }

  add(string: VisitedString, observation: Observation): void {
    const { rule, isSecret } = observation;
    if (isSecret && string.target === 'key') this.hideName(string.text);
    if (this.#current?.string !== string) this.#current = { string, drafts: [] };
    const { drafts } = this.#current;
    const covering = drafts.find((draft) => isCovered(draft, observation));
    if (covering) {
      if (covering.rule === rule && covering.confidence < observation.confidence) {
        Object.assign(covering, this.#said(string, observation));
      }
      return;
    }
    if (this.#drafts.length >= this.limits.findings) return;
    const draft = this.#said(string, observation);
    drafts.push(draft);
    this.#drafts.push(draft);
  }

  /** From now on pointers do not spell this name out. */
  hideName(name: string): void {
    this.#maskedNames.set(name, maskSecret(name));
  }

  #said(
    string: VisitedString,
    { rule, confidence, start, end, seen, isSecret, view, why }: Observation,
  ): Draft {
    const isAboutTool = rule.category === 'prompt-injection' && string.surface === 'definition';
    return {
      rule,
      category: isAboutTool ? 'tool-poisoning' : rule.category,
      confidence: Math.round(confidence * 1000) / 1000,
      string,
      start,
      end,
      excerpt: isSecret ? maskSecret(seen) : quoteText(seen),
      view,
      why: why ?? rule.why,
    };
  }

  /** A finding about a definition, at a place of it. */
  addDefinition(rule: Rule, place: Place | undefined, seen: string, why: string = rule.why): void {
    if (this.#drafts.length >= this.limits.findings) return;
    const string: VisitedString = {
      text: seen,
      place,
      target: 'value',
      surface: 'definition',
      memberName: undefined,
    };
    const { category, confidence } = rule;
    const excerpt = quoteText(seen);
    this.#drafts.push({ rule, category, confidence, string, start: 0, end: 0, excerpt, view: 'raw', why });
  }

  /** A finding about the message as a whole. */
  addLimit(rule: Rule, place: Place | undefined): void {
    const string: VisitedString = {
      text: '',
      place,
      target: 'value',
      surface: this.#surface(),
      memberName: undefined,
    };
    const { category, confidence, why } = rule;
    this.#drafts.push({
      rule,
      category,
      confidence,
      string,
      start: 0,
      end: 0,
      excerpt: '',
      view: 'raw',
      why,
    });
  }

  findings(base = ''): Finding[] {
    return this.#drafts.map(({ rule, category, confidence, string, start, end, excerpt, view, why }) => ({
      rule: rule.id,
      title: rule.title,
      category,
      severity: rule.severity,
      confidence,
      direction: this.direction,
      surface: string.surface,
      pointer: base + formatPointer(this.#maskNames(string.place)),
      target: string.target,
      start,
      end,
      excerpt,
      view,
      why,
      remedy: rule.remedy,
      references: [...rule.references],
    }));
  }

  #maskNames(place: Place | undefined): Place | undefined {
    if (!place || this.#maskedNames.size === 0) return place;
    const name = this.#maskedNames.get(String(place.name)) ?? place.name;
    return { parent: this.#maskNames(place.parent), name };
  }

  #surface(): VisitedString['surface'] {
    return this.direction === 'client-to-server' ? 'argument' : 'result';
  }
}

/** Whether a draft already says as much of the same span: the same rule, or a more particular one about a secret. */
function isCovered(draft: Draft, { rule, start, end }: Observation): boolean {
  const overlaps = draft.start < end && start < draft.end;
  if (!overlaps) return false;
  if (draft.rule === rule) return true;
  if (draft.category !== 'credential-leak' || rule.category !== 'credential-leak') return false;
  // What was found by its value is certain, whatever form it was taken for before.
  return !(draft.rule.kind === 'pattern' && rule.kind === 'computed');
}
