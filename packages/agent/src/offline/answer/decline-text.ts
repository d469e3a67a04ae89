import { suggestQuestions } from '../../catalog/suggestions.js';
import type { DatasetSummary } from '../catalog.js';
import type { DeclineReason } from '../decline.js';
import { offlineLimits } from '../limits.js';
import { spoken } from '../read/reading.js';
import { joinWords, plain } from './format.js';

const introduction =
  'I am the built-in offline analyst: a rule-based reader of English questions, not a language model.';
const upgrade =
  'For a full model, set `OPENAI_API_KEY` (or `OPENAI_BASE_URL` for a compatible server) and start again.';
const abilities =
  'I can count, add up, average (mean or median), find the lowest and highest, group, filter, rank, compare, show shares, trends, correlations and distributions, and draw charts.';

const examples = (catalog: readonly DatasetSummary[]): string => {
  const questions = suggestQuestions(catalog, offlineLimits.examples);
  return questions.length === 0
    ? ''
    : `\n\nFor example:\n${questions.map((question) => `- ${question}`).join('\n')}`;
};

const quoted = (words: readonly string[]): string =>
  joinWords(
    words.map((word) => `"${plain(word)}"`),
    'or',
  );

/** What a declined question was about, as far as it was read. */
interface DeclineDetails {
  unknownWords: readonly string[];
  /** The dataset that the question seems to be about. */
  dataset?: DatasetSummary;
  catalog: readonly DatasetSummary[];
}

function unknownTerm({ unknownWords, dataset, catalog }: DeclineDetails): string {
  const where = dataset === undefined ? 'in the datasets I have' : `in ${dataset.name}`;
  const what =
    unknownWords.length === 0
      ? 'I could not tell which column or value you mean'
      : `I found nothing ${where} that is called ${quoted(unknownWords)}`;
  const columns =
    dataset === undefined
      ? `The datasets are: ${joinWords(catalog.map(({ name }) => name))}.`
      : `Its columns are: ${joinWords(dataset.columns.map(({ name }) => plain(name)))}.`;
  return `${what}, so I did not answer rather than leave it out. ${columns}`;
}

function notUnderstood({ dataset, unknownWords }: DeclineDetails): string {
  const understood =
    dataset === undefined
      ? ''
      : ` I understood that it is about ${dataset.name} (${joinWords(dataset.columns.slice(0, 8).map(({ name }) => spoken(name)))}), but not what to compute.`;
  const unknown = unknownWords.length === 0 ? '' : ` I do not know ${quoted(unknownWords)}.`;
  return `I could not read that question with enough certainty to answer it.${understood}${unknown}`;
}

function reasonText(reason: DeclineReason, details: DeclineDetails): string {
  switch (reason) {
    case 'off-topic':
      return 'That has nothing to do with the data I can analyse, so I have to decline.';
    case 'destructive':
      return 'I can only read the data: I cannot change, add or delete anything, so I have to decline.';
    case 'prediction':
      return 'I do not predict the future, so I have to decline: I can only say what is in the data. I can show how it developed so far.';
    case 'causal':
      return 'The data can show what happened, but not why, so I have to decline to give a reason. I can show how the numbers differ between groups or over time.';
    case 'unknown-term':
      return unknownTerm(details);
    case 'not-understood':
      return notUnderstood(details);
    case 'failed':
      return 'The programs that I wrote for this question failed, so I have no answer.';
    default:
      return reason satisfies never;
  }
}

/** The text by which a question is declined: why, what the analyst is, what it can do, and what to do instead. */
export function declineText(reason: DeclineReason, details: DeclineDetails): string {
  return `${reasonText(reason, details)}\n\n${introduction} ${abilities} ${upgrade}${examples(details.catalog)}`;
}

/** The answer to a greeting, or to a question about the analyst itself. */
export function greetingText(catalog: readonly DatasetSummary[]): string {
  const datasets = catalog.map(
    ({ name, title, rows }) =>
      `- **${plain(name)}**${title === undefined ? '' : `: ${plain(title)}`}${rows === undefined ? '' : ` (${rows.toLocaleString('en-US')} rows)`}`,
  );
  return `Hello. ${introduction} ${abilities}\n\nThe data:\n${datasets.join('\n')}${examples(catalog)}\n\n${upgrade}`;
}
