import { cellForms } from './cell-forms.js';
import { operations, type Operation, type Parameter, type Receiver } from './spec/index.js';
import { interfaces, parameterType, resultType } from './type-names.js';

const introduction = `# The API of a program

Written by \`packages/sandbox/src/facade/api-page.ts\` from the specification in \`packages/sandbox/src/facade/spec\`; a
test compares the two. The same specification makes the tables of the interpreter, the validator of plans, the
TypeScript declarations (\`api.d.ts\`) and the text that a model is given, and its examples are run as tests.

In the examples \`df\` is a frame, and \`a\` and \`b\` are two more with the columns \`id\` and \`date\`. Every name may also be
written in snake_case (\`group_by\`), and arguments by position or in a last object of options
(\`df.sort('price', { descending: true })\`). Arguments marked _by name_ are given in the options only.
`;

/** The whole API as a Markdown page. */
export function apiPage(): string {
  return [
    introduction,
    ...interfaces.map(([receiver, name, doc]) => section(receiver, name, doc)),
    cells(),
  ].join('\n');
}

function section(receiver: Receiver, name: string, doc: string): string {
  const members = operations.filter(
    (operation) => operation.receiver === receiver && operation.form !== 'internal',
  );
  return [`## ${name}`, '', doc, '', ...members.flatMap((operation) => entry(operation))].join('\n');
}

function entry(operation: Operation): string[] {
  const brackets = operation.form === 'property' ? '' : `(${operation.parameters.map(shortName).join(', ')})`;
  const aliases = operation.aliases.map((alias) => `\`${alias}\``).join(', ');
  return [
    `### \`${operation.name}${brackets}\` → \`${resultType(operation)}\``,
    '',
    aliases === '' ? operation.doc : `${operation.doc} Also ${aliases}.`,
    '',
    ...operation.parameters.map((parameter) => parameterLine(parameter)),
    ...(operation.parameters.length === 0 ? [] : ['']),
    '```js',
    operation.example,
    '```',
    '',
  ];
}

function shortName({ name, optional }: Parameter): string {
  return optional === true ? `${name}?` : name;
}

function parameterLine(parameter: Parameter): string {
  const { name, aliases = [], minimum, maximum } = parameter;
  const notes = [
    parameter.named === true ? '_by name_' : '',
    parameter.optional === true ? 'optional' : '',
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
    aliases.length === 0 ? '' : `also ${aliases.map((alias) => `\`${alias}\``).join(', ')}`,
  ].filter((note) => note !== '');
  return `- \`${name}\`: \`${parameterType(parameter)}\`${notes.length === 0 ? '' : `; ${notes.join(', ')}`}`;
}

/** What a cell of each type looks like in a result. */
function cells(): string {
  const rows = cellForms.map(
    ({ dtype, form, example }) => `| \`${dtype}\` | ${form} | \`${JSON.stringify(example)}\` |`,
  );
  return ['## Cells', '', '| Type | In a result | Example |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
