import { callLimits } from '../limits.js';
import type { Collector } from '../match/collector.js';
import type { Place } from '../walk/pointer.js';
import type { VisitedString } from '../walk/visited-string.js';
import { Allowance } from './allowance.js';
import { judgeBareText, judgeText, type Danger } from './judge-text.js';
import { foldName, intentOf, roleOf, type Intent, type Role } from './role.js';
import { quoted } from './shell/wrappers.js';

/** Findings below this say nothing that anybody acts on. */
const least = 0.3;
const methods = new Set([
  'tools/call',
  'resources/read',
  'resources/subscribe',
  'prompts/get',
  'completion/complete',
]);

/**
 * Looks at what a client asks a server to do: the arguments of a call, each by what it is for. Bounded by limits of its
 * own, so that nothing that is beside a command keeps it from being read.
 */
export function scanCall(message: unknown, collector: Collector): void {
  if (!isObject(message)) return;
  const { method, params } = message;
  if (typeof method !== 'string' || !methods.has(method) || !isObject(params)) return;
  const tool = method === 'tools/call' && typeof params['name'] === 'string' ? params['name'] : undefined;
  const place: Place = { parent: undefined, name: 'params' };
  const reader = new CallReader(tool, collector);
  if (method === 'tools/call' || method === 'prompts/get') {
    reader.read(params['arguments'], { parent: place, name: 'arguments' }, undefined, 0);
  } else if (typeof params['uri'] === 'string') {
    reader.read(params['uri'], { parent: place, name: 'uri' }, 'uri', 0);
  }
}

/** Looks at one bare text as at an argument of which nothing is known. */
export function scanBareArgument(string: VisitedString, collector: Collector): void {
  report(string, judgeBareText(string.text), collector);
}

type Json = Readonly<Record<string, unknown>>;

class CallReader {
  #values = 0;
  /** Text that the call writes somewhere, to be judged with the place. */
  #written: string | undefined;
  #intent: Intent;

  constructor(
    readonly tool: string | undefined,
    readonly collector: Collector,
    /** The string that all this stands in as JSON, where it does: findings are reported there. */
    readonly outer?: VisitedString,
    readonly allowance = new Allowance(),
  ) {
    this.#intent = intentOf(tool, []);
  }

  read(value: unknown, place: Place, name: string | undefined, depth: number): void {
    if (depth > callLimits.depth || ++this.#values > callLimits.values) return;
    if (typeof value === 'string') this.#string(value, place, name, depth);
    else if (Array.isArray(value)) this.#list(value, place, name, depth);
    else if (isObject(value)) this.#object(value, place, depth);
  }

  #object(value: Json, place: Place, depth: number): void {
    const names = Object.keys(value).slice(0, callLimits.values);
    const outer = { intent: this.#intent, written: this.#written };
    this.#intent = merge(outer.intent, intentOf(this.tool, names));
    this.#written =
      names
        .map((name) => (isContent(name) ? value[name] : undefined))
        .find((text) => typeof text === 'string') ?? outer.written;
    for (const name of names) {
      if (/[\s/;|]/.test(name)) this.#judge(name, { parent: place, name }, 'key', 'plain');
      this.read(value[name], { parent: place, name }, name, depth + 1);
    }
    this.#joinWords(value, names, place);
    this.#intent = outer.intent;
    this.#written = outer.written;
  }

  /** `{ command: 'rm', args: ['-rf', '/'] }` is one command. */
  #joinWords(value: Json, names: readonly string[], place: Place): void {
    const command = names.find(
      (name) =>
        typeof value[name] === 'string' &&
        /^(?:command|cmd|program|executable|binary|file|exec|bin|interpreter|shell)$/.test(foldName(name)),
    );
    const words = names.find((name) =>
      /^(?:args?|arguments|argv|params|parameters|options|flags)$/.test(foldName(name)),
    );
    const list = words === undefined ? undefined : value[words];
    const program = command === undefined ? undefined : value[command];
    if (typeof program !== 'string' || command === undefined) return;
    const text = Array.isArray(list)
      ? quoted([program, ...list.filter((word) => typeof word === 'string')])
      : typeof list === 'string' && list !== ''
        ? `${program} ${list}`
        : undefined;
    if (text !== undefined)
      this.#judge(text, { parent: place, name: command }, 'value', 'command', program.length);
  }

  #list(value: readonly unknown[], place: Place, name: string | undefined, depth: number): void {
    const words = value.filter((item): item is string => typeof item === 'string');
    const isRow = words.length === value.length && words.length > 1;
    if (isRow && roleOf(name, this.tool) === 'command') {
      this.#judge(quoted(words), { parent: place, name: 0 }, 'value', 'command', words[0]?.length);
      this.#values += words.length;
      return;
    }
    for (const [index, item] of value.entries())
      this.read(item, { parent: place, name: index }, name, depth + 1);
  }

  #string(text: string, place: Place, name: string | undefined, depth: number): void {
    const role = roleOf(name, this.tool);
    // The contents of a file are no arguments.
    const inner = role !== 'prose' && text.length <= callLimits.json ? parsed(text) : undefined;
    if (inner !== undefined) {
      const outer = this.outer ?? {
        text,
        place,
        target: 'value',
        surface: 'argument',
        memberName: undefined,
      };
      const tool = this.#toolIn(inner);
      const reader = new CallReader(tool, this.collector, outer, this.allowance);
      reader.#values = this.#values;
      reader.read(inner, place, name, depth + 1);
      this.#values = reader.#values;
      return;
    }
    this.#judge(text, place, 'value', role);
  }

  /** A call within a call, as gateways have it, names its tool itself. */
  #toolIn(value: unknown): string | undefined {
    const named = isObject(value) ? (value['tool_name'] ?? value['tool'] ?? value['name']) : undefined;
    return typeof named === 'string' ? named : this.tool;
  }

  #judge(text: string, place: Place, target: 'key' | 'value', role: Role, shown = text.length): void {
    if (text.length < 2) return;
    const dangers = judgeText(text, {
      role,
      intent: this.#intent,
      allowance: this.allowance,
      ...(this.#written === undefined ? {} : { written: this.#written }),
    });
    if (dangers.length === 0) return;
    const string: VisitedString = { text, place, target, surface: 'argument', memberName: undefined };
    const end = this.outer?.text.length ?? shown;
    const placed =
      end === text.length && !this.outer
        ? dangers
        : dangers.map((danger) => Object.assign({}, danger, { start: 0, end }));
    report(this.outer ?? string, placed, this.collector);
  }
}

/** The surest of what each rule has to say about the same place. */
function report(string: VisitedString, dangers: readonly Danger[], collector: Collector): void {
  for (const { rule, confidence, does, start, end } of dangers) {
    if (confidence < least) continue;
    collector.add(string, {
      rule,
      confidence,
      start,
      end,
      view: 'raw',
      seen: string.text.slice(start, end),
      isSecret: false,
      why: `${rule.why} It ${does}.`,
    });
  }
}

/** JSON in a string: an object or a list. */
function parsed(text: string): unknown {
  if (!/^\s{0,20}[{[]/.test(text) || !/[}\]]\s{0,20}$/.test(text.slice(-24))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // It only looks like JSON: a command in braces, say, and is judged as the text that it is.
    return undefined;
  }
}

const contentName = /^(?:content|contents|data|body|text|file_?text|new_?(?:str|string|text))$/;

function isContent(name: string): boolean {
  return contentName.test(foldName(name));
}

function merge(a: Intent, b: Intent): Intent {
  return { writes: a.writes || b.writes, deletes: a.deletes || b.deletes, lists: a.lists || b.lists };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
