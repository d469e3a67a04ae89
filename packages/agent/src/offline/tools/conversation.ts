import type { ModelRequest } from '@openai/agents';
import type { DatasetProfile, DatasetSummary } from '../catalog.js';
import { analysisOf, catalogOf, profileOf, type Outcome } from './results.js';

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

/** Reads the items of a request. Profiles of earlier turns are kept, the catalog is asked for anew in each. */
export function readConversation(input: ModelRequest['input']): Conversation {
  if (typeof input === 'string')
    return { question: input, history: [], profiles: [], described: new Set(), programs: [] };
  const items = (input as readonly unknown[]).filter(isItem);
  const last = items.findLastIndex(isUser);
  const users = items.filter(isUser).map((item) => textOf(item['content']));
  const conversation: Conversation = {
    question: users.at(-1) ?? '',
    history: users.slice(0, -1),
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
  }
  conversation.profiles = [...profiles.values()];
  return conversation;
}
