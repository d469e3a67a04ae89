import { presetNames } from '../presets.js';
import { aboutPreset } from './preset-yaml.js';
import type { SchemaNode, SectionNode } from './schema-node.js';
import { schema } from './schema.js';

/** The text of `docs/configuration.md`: every key, from the schema that files are read by. */
export function configMarkdown(): string {
  return `${[
    '# Configuration',
    'Written by `packages/guard/src/config/config-markdown.ts` from the schema that files are read by; a test compares the two.',
    'A configuration is one YAML file. Write one and put it before a server:',
    '```sh\nsallyport generate config --preset balanced -o sallyport.yaml\nsallyport check --kind config sallyport.yaml\nsallyport mcp proxy --config sallyport.yaml -- npx -y @modelcontextprotocol/server-filesystem /tmp\n```',
    'The format is that of Pipelock, with keys of our own. A key that is not known, a value out of range and a feature of Pipelock’s that is turned on and is not here are errors, which name the file, the line, the key and what was probably meant. A section that has an `action` counts as enabled. Relative paths are taken from the folder of the file.',
    '## Presets',
    'A file changes a preset: what it leaves out is as the preset has it. `configs/` holds each as a file.',
    presetNames.map((name) => `- \`${name}\`: ${aboutPreset(name)}`).join('\n'),
    '## False positives',
    'To see what is flagged and block nothing of it:',
    '```yaml\nresponse_scanning:\n  action: warn\nmcp_input_scanning:\n  action: warn\nmcp_tool_scanning:\n  action: warn\n```',
    'Then accept what is known, with a reason, in the narrowest place (`suppressions`), or set a milder action for one server or tool (`servers`, `tools`).',
    '## Keys',
    rows(schema, '', 'used').join('\n'),
    '## Keys of Pipelock’s that change nothing',
    'They are accepted, so that a file can be shared, and told of at the start.',
    rows(schema, '', 'no-effect').join('\n'),
    '## Features of Pipelock’s that are not here',
    'A file that turns one on is refused: it would promise what is not done.',
    rows(schema, '', 'lacking').join('\n'),
  ].join('\n\n')}\n`;
}

type Part = 'used' | 'no-effect' | 'lacking';

function rows(section: SectionNode, above: string, part: Part): string[] {
  return Object.entries(section.keys).flatMap(([name, node]) => rowsOf(node, `${above}${name}`, part));
}

function rowsOf(node: SchemaNode, key: string, part: Part): string[] {
  const partOf: Part = node.kind === 'no-effect' || node.kind === 'lacking' ? node.kind : 'used';
  const instead = node.kind === 'lacking' ? ` ${node.instead}.` : '';
  const own = partOf === part ? [`- \`${key}\`${formOf(node)}: ${node.about}${instead}`] : [];
  switch (node.kind) {
    case 'section':
      return [...own, ...rows(node, `${key}.`, part)];
    case 'named':
      return [...own, ...rows(node.item, `${key}.${node.of.toUpperCase()}.`, part)];
    case 'list':
      return node.item.kind === 'section' ? [...own, ...rows(node.item, `${key}[].`, part)] : own;
    case 'text':
    case 'flag':
    case 'number':
    case 'choice':
    case 'lacking':
    case 'no-effect':
      return own;
  }
}

function formOf(node: SchemaNode): string {
  switch (node.kind) {
    case 'choice':
      return ` (${node.values.map((value) => `\`${value}\``).join(', ')})`;
    case 'number':
      return node.least === node.most ? '' : ` (${node.isWhole === true ? 'whole number' : 'number'})`;
    case 'flag':
      return ' (`true`, `false`)';
    case 'text':
      return node.isPath === true ? ' (path)' : node.isRequired === true ? ' (text, needed)' : ' (text)';
    case 'list':
      return ' (list)';
    case 'section':
    case 'named':
    case 'lacking':
    case 'no-effect':
      return '';
  }
}
