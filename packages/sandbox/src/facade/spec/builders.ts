import type { ArgumentKind, NodeKind, Operation, OperationForm, Parameter, Receiver } from './types.js';

type ParameterOptions = Partial<Omit<Parameter, 'name' | 'kind'>>;

/** A parameter that must be given. */
export function required(name: string, kind: ArgumentKind, options: ParameterOptions = {}): Parameter {
  return { name, kind, ...options };
}

/** A parameter that may be left out. */
export function optional(name: string, kind: ArgumentKind, options: ParameterOptions = {}): Parameter {
  return { name, kind, optional: true, ...options };
}

/** A parameter that may be left out, and is given by name only. */
export function named(name: string, kind: ArgumentKind, options: ParameterOptions = {}): Parameter {
  return { name, kind, optional: true, named: true, ...options };
}

/** A parameter that is one of a few words. */
export function choice(
  name: string,
  words: readonly string[] | Readonly<Record<string, readonly string[]>>,
  options: ParameterOptions = {},
): Parameter {
  const choices: Record<string, readonly string[]> = Array.isArray(words)
    ? Object.fromEntries(words.map((word: string) => [word, []]))
    : { ...(words as Readonly<Record<string, readonly string[]>>) };
  return { name, kind: 'choice', optional: true, choices, ...options };
}

interface OperationDetails {
  readonly parameters?: readonly Parameter[];
  readonly aliases?: readonly string[];
  readonly form?: OperationForm;
  readonly result?: NodeKind | 'value';
  readonly returns?: string;
  readonly overloads?: readonly string[];
  readonly reduces?: boolean;
}

/** A function which makes the operations of one receiver. */
export function operationsOf(receiver: Receiver, usual: NodeKind) {
  return (name: string, doc: string, example: string, details: OperationDetails = {}): Operation => ({
    id: `${receiver}.${name}`,
    receiver,
    name,
    aliases: details.aliases ?? [],
    form: details.form ?? 'plan',
    parameters: details.parameters ?? [],
    result: details.result ?? (details.form === 'method' || details.form === 'property' ? 'value' : usual),
    ...(details.returns === undefined ? {} : { returns: details.returns }),
    ...(details.overloads === undefined ? {} : { overloads: details.overloads }),
    ...(details.reduces === true ? { reduces: true } : {}),
    doc,
    example,
  });
}
