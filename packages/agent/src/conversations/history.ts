import type { AgentInputItem } from '@openai/agents';

/** The bounds of the history that a model is given. */
export interface HistoryBounds {
  /** The number of items. */
  items: number;
  /** UTF-16 code units of one tool result. */
  resultLength: number;
  /**
   * Leaves out what belongs to the service that made an item: its ids, its reasoning, its private data. Another model, or
   * the same a month later, would be refused for them.
   */
  portable: boolean;
}

/**
 * What of a conversation a model is given: whole turns from the end, with no call without its result and no result
 * without its call (servers refuse either), and with long results left out by name.
 */
export function boundHistory(items: readonly AgentInputItem[], bounds: HistoryBounds): AgentInputItem[] {
  const paired = withoutLonelyCalls(bounds.portable ? portableItems(items) : items);
  const start = firstTurnThatFits(paired, bounds.items);
  return withoutLonelyCalls(paired.slice(start)).map((item) => withShortResult(item, bounds.resultLength));
}

function portableItems(items: readonly AgentInputItem[]): AgentInputItem[] {
  return items
    .filter((item) => item.type !== 'reasoning')
    .map((item) => {
      const { id: _id, providerData: _providerData, ...rest } = item;
      return rest;
    });
}

/** Leaves out each call that no later result answers, and each result of no earlier call. */
function withoutLonelyCalls(items: readonly AgentInputItem[]): AgentInputItem[] {
  const firstCall = new Map<string, number>();
  const lastResult = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    if (item.type === 'function_call' && !firstCall.has(item.callId)) firstCall.set(item.callId, index);
    if (item.type === 'function_call_result') lastResult.set(item.callId, index);
  }
  return items.filter((item, index) => {
    if (item.type === 'function_call') return (lastResult.get(item.callId) ?? -1) > index;
    if (item.type === 'function_call_result') return (firstCall.get(item.callId) ?? items.length) < index;
    return true;
  });
}

/** The index of the earliest user message from which the rest is within the bound; all items gone where none is. */
function firstTurnThatFits(items: readonly AgentInputItem[], most: number): number {
  for (const [index, item] of items.entries()) {
    if (items.length - index <= most && 'role' in item && item.role === 'user') return index;
  }
  return items.length;
}

function withShortResult(item: AgentInputItem, most: number): AgentInputItem {
  if (item.type !== 'function_call_result') return item;
  const length = typeof item.output === 'string' ? item.output.length : JSON.stringify(item.output).length;
  if (length <= most) return item;
  return {
    ...item,
    output: JSON.stringify({ omitted: `${length} characters. Call ${item.name} again to see them.` }),
  };
}
