import { credentialsMarkdown } from '../credentials/credentials-markdown.js';
import { features } from '../injection/features.js';
import { frames } from '../injection/frames/frames.js';
import type { Sign } from '../injection/sign.js';
import type { Rule } from '../rule.js';
import type { Category } from '../types.js';
import { rules } from './rules.js';

const chapters: readonly (readonly [category: Category, title: string, text: string])[] = [
  [
    'credential-leak',
    'Credentials',
    'Looked for in both directions, in every member name and string of a message, in every view. The figure is the confidence; a checksum that holds makes it 0.99, and a documentation key that a server sends makes it 0.3. What to do is the same for all: take the value out of the message, let the server read it from its own environment, and revoke it if it has left this machine.',
  ],
  [
    'prompt-injection',
    'Instructions in data',
    'Looked for in what a server sends. In what a server says about itself (tools, prompts, resources, instructions) the same finding has the category `tool-poisoning`.',
  ],
  [
    'tool-poisoning',
    'Definitions that are not what they seem',
    'Looked for in each tool as a whole, beside the instructions above, which are looked for in every string of it.',
  ],
  [
    'rug-pull',
    'Changes of a definition',
    'What `classifyDrift` says of the difference between the approved definition and the present one.',
  ],
  [
    'dangerous-call',
    'Calls that do harm',
    'Looked for in what a client asks a server to do, by what each argument is for. Commands are read as a shell would run them, paths and addresses in one spelling. The rules are meant to leave alone what developers do all day.',
  ],
  [
    'data-flow',
    'What calls do together',
    'Looked for over the messages of a session and over all its servers. Of what was returned only salted marks are kept, and steps fade with time.',
  ],
  [
    'malformed',
    'Messages that cannot be read to their end',
    'A message past a limit is never passed over in silence.',
  ],
];

/** The text of `docs/rules.md`: every rule and every sign of the scores, from the data that the engine runs on. */
export function rulesMarkdown(): string {
  const parts: string[] = [];
  for (const [category, title, text] of chapters) {
    parts.push(`## ${title}`, text);
    const ofCategory = rules.filter((rule) => rule.category === category);
    const patterns = ofCategory.filter((rule) => rule.kind === 'pattern');
    parts.push(...ofCategory.filter((rule) => rule.kind === 'computed').map(describeRule));
    if (patterns.length > 0) parts.push(credentialsMarkdown(patterns));
  }
  return `${[
    '# The rules',
    'Written by `packages/scanner/src/rules/rules-markdown.ts` from the rules themselves; a test compares the two.',
    `${rules.length} rules; ${features.length} features and ${frames.length} frames, which are signs that scores add up.`,
    ...parts,
    '## The signs of the scores',
    'The rules on instructions in data add up signs that stand together: of each kind the strongest one, less where it is quoted, cited or forbidden, or where the document speaks about attacks.',
    'The two figures are the weights in what a server answers and in what it says of itself.',
    '### Features: patterns of letters',
    signList(features),
    '### Frames: classes of words that stand together in a sentence',
    'They are read in English, Spanish, French, German, Portuguese, Russian, Chinese, Japanese and Korean; outside English they weigh what the third figure says. Everyday words stand together by chance sooner in a long text, where frames count for less.',
    signList(frames),
  ].join('\n\n')}\n`;
}

function describeRule(rule: Rule): string {
  return [
    `### \`${rule.id}\``,
    `**${rule.title}** · ${rule.severity} · confidence computed · ${rule.references.join(', ')}`,
    rule.why,
    `_What to do:_ ${rule.remedy}`,
  ].join('\n\n');
}

function signList(signs: readonly (Sign & { abroad?: number })[]): string {
  return signs
    .map(({ id, kind, says, weight, abroad }) => {
      const elsewhere = abroad === undefined ? '' : `, elsewhere ${abroad}`;
      return `- \`${id}\` (${kind}, ${weight.result} and ${weight.definition}${elsewhere}): the text ${says}.`;
    })
    .join('\n');
}
