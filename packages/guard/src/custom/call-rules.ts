import { formatPointer, type Finding, type Place } from '@sallyport/scanner';
import { limits } from '../limits.js';
import { compilePattern, type Pattern } from '../patterns/pattern.js';
import { customId } from './custom-rules.js';

/** A rule of `mcp_tool_policy`, as a configuration has it; checked by the schema. */
export interface CallRuleSettings {
  readonly name?: string;
  readonly tool_pattern?: string;
  readonly arg_pattern?: string;
  readonly arg_key?: string;
}

/** Finds calls that a configuration speaks of. */
export interface CallRule {
  find(message: unknown): Finding | undefined;
}

/** A call is meant when its tool's name, and an argument where one is asked for, match. */
export function callRule({ name = '', tool_pattern, arg_pattern, arg_key }: CallRuleSettings): CallRule {
  const tools = patternOf(tool_pattern);
  const values = patternOf(arg_pattern);
  const keys = patternOf(arg_key);
  return {
    find: (message) => {
      const call = callOf(message);
      if (!call || tools?.matches(call.tool.normalize('NFKC')) === false) return undefined;
      if (!values && !keys) return finding(name, '/params/name', call.tool);
      let count = 0;
      for (const { value, key, place } of leavesOf(call.given)) {
        // What cannot be read to its end may be anything.
        if (++count > limits.argumentsRead) return finding(name, '/params/arguments', '');
        if (keys?.matches(key) === false) continue;
        if (!values || [value, value.normalize('NFKC')].some((text) => values.matches(text)))
          return finding(name, formatPointer(place), '');
      }
      return undefined;
    },
  };
}

function patternOf(source: string | undefined): Pattern | undefined {
  if (source === undefined || source === '') return undefined;
  const compiled = compilePattern(source);
  if (!compiled.ok) throw new TypeError(compiled.message);
  return compiled.pattern;
}

function callOf(message: unknown): { tool: string; given: unknown } | undefined {
  if (!isObject(message) || message['method'] !== 'tools/call' || !isObject(message['params']))
    return undefined;
  const { name, arguments: given } = message['params'];
  return typeof name === 'string' ? { tool: name, given } : undefined;
}

interface Leaf {
  value: string;
  key: string;
  place: Place;
}

/** Every text, number and truth of the arguments; the texts of a list also as one command line. */
function* leavesOf(given: unknown): Generator<Leaf> {
  const root: Place = { parent: { parent: undefined, name: 'params' }, name: 'arguments' };
  const open: { value: unknown; key: string; place: Place }[] = [{ value: given, key: '', place: root }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, key, place } = next;
    if (Array.isArray(value)) {
      const texts = value.filter((one) => typeof one === 'string');
      if (texts.length > 1) yield { value: texts.join(' '), key, place };
      open.push(
        ...value.map((one: unknown, index) => ({ value: one, key, place: { parent: place, name: index } })),
      );
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value))
        open.push({ value: member, key: name, place: { parent: place, name } });
    } else if (['string', 'number', 'boolean'].includes(typeof value))
      yield { value: String(value), key, place };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function finding(name: string, pointer: string, excerpt: string): Finding {
  return {
    rule: customId(name),
    title: name,
    category: 'dangerous-call',
    severity: 'high',
    confidence: 1,
    direction: 'client-to-server',
    surface: 'argument',
    pointer,
    target: 'value',
    start: 0,
    end: 0,
    excerpt: excerpt.slice(0, 80),
    view: 'raw',
    why: `It is a call that the configuration calls "${name}".`,
    remedy: 'Do it another way, or ask whoever keeps the configuration.',
    references: [],
  };
}
