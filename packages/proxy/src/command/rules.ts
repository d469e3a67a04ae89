import { rules, type Rule } from '@sallyport/scanner';
import type { Command } from './command.js';
import { ExitCode } from './exit-code.js';
import { UsageError } from './usage-error.js';

const help = `sallyport rules: what is looked for

  sallyport rules                  every rule, a line each
  sallyport rules list --json      the same as JSON
  sallyport rules show ID          one rule: what it finds, why, what to do
`;

/** `sallyport rules [list|show ID]` */
export const rulesCommand: Command = {
  name: 'rules',
  summary: 'what is looked for, and one rule in full',
  help,
  run: ([verb = 'list', ...rest], { output }) => {
    if (verb === 'show') output.write(show(rest));
    else if (verb === 'list' || verb === '--json') output.write(list([verb, ...rest].includes('--json')));
    else throw new UsageError(`sallyport rules knows list and show, not ${JSON.stringify(verb)}.`);
    return Promise.resolve(ExitCode.Fine);
  },
};

function list(asJson: boolean): string {
  if (asJson) {
    const facts = rules.map(({ id, title, category, severity, why, references }) => ({
      id,
      title,
      category,
      severity,
      why,
      references,
    }));
    return `${JSON.stringify(facts, undefined, 2)}\n`;
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}\n`)
    .join('');
}

function show([id]: readonly string[]): string {
  if (id === undefined) throw new UsageError('sallyport rules show needs the id of a rule.');
  const rule = rules.find((known) => known.id === id);
  if (!rule) throw new UsageError(`There is no rule ${JSON.stringify(id)}. See: sallyport rules list`);
  return describe(rule);
}

function describe(rule: Rule): string {
  const { id, title, category, severity, why, remedy, references, directions } = rule;
  const ways = directions.map((way) => (way === 'client-to-server' ? 'to the server' : 'from the server'));
  return `${title} (${id})
  category    ${category}
  severity    ${severity}
  looked for  ${ways.join(' and ')}
  why         ${why}
  what to do  ${remedy}
  see also    ${references.join(', ')}
`;
}
