import type { DatasetSummary } from '../catalog.js';
import type { Token } from '../words/tokens.js';
import { entriesOf, matchesWord, type Entry, type Target } from './entries.js';

/** One thing that a run of tokens may stand for. */
interface Alternative {
  target: Target;
  weight: number;
}

/** A run of tokens, `start` up to but without `end`, and what it may stand for, likeliest first. */
export interface Mention {
  start: number;
  end: number;
  alternatives: Alternative[];
}

const between = new Set(['of', 'the', 'a', 'in', 'per']);

/** Where a phrase that starts at a token ends; undefined when it isn't there. `date of hire` is found as `date hire`. */
function endOfMatch(tokens: readonly Token[], start: number, words: readonly string[]): number | undefined {
  let position = start;
  for (const [index, word] of words.entries()) {
    if (
      index > 0 &&
      between.has(tokens[position]?.word ?? '') &&
      !matchesWord(tokens[position]?.forms ?? new Set(), word)
    )
      position += 1;
    if (index > 0 && between.has(tokens[position]?.word ?? '') && tokens[position - 1]?.word === 'of')
      position += 1;
    const token = tokens[position];
    if (token === undefined || token.kind === 'sign') return undefined;
    const matches =
      token.kind === 'number' || token.kind === 'date'
        ? token.text.toLowerCase() === word
        : matchesWord(token.forms, word);
    if (!matches) return undefined;
    position += 1;
  }
  return position;
}

const compact = (words: readonly string[]): string => words.join('');

/** `bird strikes` for `birdstrikes`, and the other way round. */
function endOfCompound(
  tokens: readonly Token[],
  start: number,
  words: readonly string[],
): number | undefined {
  const whole = compact(words);
  const first = tokens[start];
  if (first === undefined || first.kind !== 'word' || whole.length < 3) return undefined;
  if (words.length > 1 && first.forms.has(whole)) return start + 1;
  if (whole.length < 5) return undefined;
  const second = tokens[start + 1];
  if (second?.kind !== 'word') return undefined;
  for (const form of second.forms) if (matchesWord(new Set([first.word + form]), whole)) return start + 2;
  return undefined;
}

interface Found extends Alternative {
  start: number;
  end: number;
}

function findAll(tokens: readonly Token[], entries: readonly Entry[]): Found[] {
  return entries.flatMap(({ words, target, weight }) =>
    tokens.flatMap(({ index }): Found[] => {
      const end = endOfMatch(tokens, index, words) ?? endOfCompound(tokens, index, words);
      return end === undefined ? [] : [{ start: index, end, target, weight }];
    }),
  );
}

function findQuoted(tokens: readonly Token[], dataset: DatasetSummary): Found[] {
  return tokens.flatMap((token): Found[] => {
    if (token.kind !== 'quoted') return [];
    return dataset.columns
      .filter(({ name }) => name.toLowerCase() === token.word)
      .map(({ name }) => ({
        start: token.index,
        end: token.index + 1,
        weight: 4,
        target: { kind: 'column', column: name },
      }));
  });
}

const keyOf = (target: Target): string =>
  target.kind === 'entity' || target.kind === 'revenue'
    ? target.kind
    : `${target.kind}:${target.column}:${target.kind === 'value' ? String(target.value) : ''}`;

/** The runs of tokens that stand for something in a dataset: longest first, none overlapping. */
export function findMentions(
  tokens: readonly Token[],
  dataset: DatasetSummary,
  taken: ReadonlySet<number> = new Set(),
): Mention[] {
  const found = [...findQuoted(tokens, dataset), ...findAll(tokens, entriesOf(dataset))].filter(
    ({ start, end }) => {
      for (let index = start; index < end; index += 1) if (taken.has(index)) return false;
      return true;
    },
  );
  found.sort((one, other) => other.end - other.start - (one.end - one.start) || other.weight - one.weight);
  const mentions: Mention[] = [];
  for (const { start, end, target, weight } of found) {
    const same = mentions.find((mention) => mention.start === start && mention.end === end);
    if (same !== undefined) {
      if (!same.alternatives.some((alternative) => keyOf(alternative.target) === keyOf(target)))
        same.alternatives.push({ target, weight });
    } else if (!mentions.some((mention) => start < mention.end && end > mention.start)) {
      mentions.push({ start, end, alternatives: [{ target, weight }] });
    }
  }
  return mentions.sort((one, other) => one.start - other.start);
}
