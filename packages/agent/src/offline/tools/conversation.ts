import type { ModelRequest } from '@openai/agents';
import type { DatasetProfile, DatasetSummary } from '../catalog.js';
import { reportSubject } from '../report/report-subject.js';
import { analysisOf, catalogOf, failureOf, profileOf, type Outcome } from './results.js';

/** One program of this turn, and what came of it. */
export interface RanProgram {
  code: string;
  outcome: Outcome;
}

/** What the items of a request say: the question, the ones before it, and all that the tools have told. */
export interface Conversation {
  question: string;
  history: string[];
  /** Of this turn; undefined until `list_datasets` was called. */
  catalog?: DatasetSummary[];
  /** Set when `list_datasets` was called in this turn, and gave no catalog. */
  catalogFailure?: string;
  profiles: DatasetProfile[];
  /** Datasets that were asked for in this turn, whether or not a profile came back. */
  described: Set<string>;
  /** The programs of this turn, in order. */
  programs: RanProgram[];
  /** Whether the answer is to be written down as a report. */
  wantsReport: boolean;
  /** What came of writing it, in this turn: the file's name, and the error where there was one. */
  report?: { file: string; failure?: string };
}

type Item = Record<string, unknown>;

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null;

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part) => (isItem(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .join(' ');
}

const isUser = (item: Item): boolean => item['role'] === 'user';

/** Whether a tool goes by a name, alone or behind the prefix of its server. */
export const isTool = (name: unknown, tool: string): boolean =>
  typeof name === 'string' && (name === tool || name.endsWith(`_${tool}`));

function argumentsOf(item: Item): Item {
  const text = item['arguments'];
  if (typeof text !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isItem(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

interface Call {
  name: unknown;
  given: Item;
  output: unknown;
}

/** Calls with their results, in the order of the results. */
function callsOf(items: readonly Item[]): Call[] {
  const open = new Map<unknown, Item>();
  const calls: Call[] = [];
  for (const item of items) {
    if (item['type'] === 'function_call') open.set(item['callId'], item);
    if (item['type'] !== 'function_call_result') continue;
    const call = open.get(item['callId']);
    calls.push({
      name: call?.['name'] ?? item['name'],
      given: call === undefined ? {} : argumentsOf(call),
      output: item['output'],
    });
  }
  return calls;
}

/**
 * What is asked, and what was asked before. Asking for a report is no part of what is asked; a question that is nothing
 * but that means the one before it.
 */
function questionsOf(users: readonly string[]): Pick<Conversation, 'question' | 'history' | 'wantsReport'> {
  const asked = users.slice(0, -1).map((text) => reportSubject(text) ?? text);
  const last = users.at(-1) ?? '';
  const subject = reportSubject(last);
  const history = asked.filter((text) => text !== '');
  if (subject === '')
    return { question: history.at(-1) ?? '', history: history.slice(0, -1), wantsReport: true };
  return { question: subject ?? last, history, wantsReport: subject !== undefined };
}

/** Reads the items of a request. Profiles of earlier turns are kept, the catalog is asked for anew in each. */
export function readConversation(input: ModelRequest['input']): Conversation {
  const items =
    typeof input === 'string'
      ? [{ role: 'user', content: input }]
      : (input as readonly unknown[]).filter(isItem);
  const last = items.findLastIndex(isUser);
  const conversation: Conversation = {
    ...questionsOf(items.filter(isUser).map((item) => textOf(item['content']))),
    profiles: [],
    described: new Set(),
    programs: [],
  };
  const profiles = new Map<string, DatasetProfile>();
  for (const { name, output } of callsOf(items)) {
    const profile = isTool(name, 'describe_dataset') ? profileOf(output) : undefined;
    if (profile !== undefined) profiles.set(profile.name, profile);
  }
  for (const { name, given, output } of callsOf(items.slice(last + 1))) {
    if (isTool(name, 'list_datasets')) {
      conversation.catalog = catalogOf(output);
      const outcome = conversation.catalog === undefined ? analysisOf(output) : undefined;
      if (outcome !== undefined)
        conversation.catalogFailure = outcome.ok ? 'the list could not be read' : outcome.failure.message;
    }
    if (isTool(name, 'describe_dataset') && typeof given['dataset'] === 'string')
      conversation.described.add(given['dataset']);
    if (isTool(name, 'run_analysis') && typeof given['code'] === 'string')
      conversation.programs.push({ code: given['code'], outcome: analysisOf(output) });
    if (isTool(name, 'write_file') && typeof given['path'] === 'string')
      conversation.report = { file: given['path'], ...failureOf(output) };
  }
  conversation.profiles = [...profiles.values()];
  return conversation;
}
