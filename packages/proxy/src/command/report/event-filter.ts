import type { EventAction, EventFilter, EventKind } from '@sallyport/audit';
import { UsageError } from '../usage-error.js';

const actions: readonly EventAction[] = ['allow', 'warn', 'strip', 'ask', 'block', 'record'];
const kinds: readonly EventKind[] = [
  'approval',
  'audit',
  'certificate',
  'egress',
  'guardrail',
  'mcp-message',
  'mcp-refusal',
  'pin',
  'run',
  'sandbox',
];
const fields = ['server', 'tool', 'source', 'rule'] as const;

/** The filter that the values of `--filter` make together. */
export function filterOf(given: readonly string[]): EventFilter {
  const filter: EventFilter = {};
  for (const one of given) Object.assign(filter, filterPart(one));
  return filter;
}

function filterPart(given: string): EventFilter {
  const at = given.indexOf('=');
  const name = at < 0 ? undefined : given.slice(0, at);
  const value = given.slice(at + 1);
  const field = fields.find((known) => known === name);
  if (field !== undefined) return { [field]: value };
  if (name !== undefined && name !== 'action' && name !== 'kind') {
    throw new UsageError(`--filter knows action, kind, ${fields.join(', ')}, not ${JSON.stringify(name)}.`);
  }
  const action = actions.find((known) => known === value);
  if (action !== undefined && name !== 'kind') return { action };
  const kind = kinds.find((known) => known === value);
  if (kind !== undefined && name !== 'action') return { kind };
  if (name === undefined) return { rule: value };
  throw new UsageError(`--filter ${name}= is one of ${(name === 'action' ? actions : kinds).join(', ')}.`);
}
