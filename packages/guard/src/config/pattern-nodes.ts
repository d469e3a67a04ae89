import { limits } from '../limits.js';
import { validatorNames } from '../custom/validators.js';
import { compilePattern } from '../patterns/pattern.js';
import type { ChoiceNode, ListNode, NoEffectNode, TextNode } from './schema-node.js';

const name: TextNode = {
  kind: 'text',
  isRequired: true,
  check: (value) => (value.trim() === '' ? 'Give it a name: findings and suppressions use it' : undefined),
  about: 'What findings call it. Its rule is `custom-` and the name in lower case, with hyphens.',
};

const syntax = 'A regular expression as RE2 and Go write it; it takes linear time whatever it says.';

function pattern(about: string, mayBeEmpty: boolean): TextNode {
  return {
    kind: 'text',
    check: (value) => {
      const compiled = compilePattern(value);
      if (!compiled.ok) return `This is no pattern: ${compiled.message}`;
      const isEmpty = !mayBeEmpty && compiled.pattern.matches('');
      return isEmpty
        ? 'This pattern matches nothing at all, and so everywhere: say what must be there'
        : undefined;
    },
    about: `${about} ${syntax}`,
  };
}

const sought = { ...pattern('What is looked for.', false), isRequired: true } as const;

const ownAction = <const V extends string>(values: readonly V[], lacking: Record<string, string> = {}) =>
  ({
    kind: 'choice',
    values,
    mayBeEmpty: true,
    lacking,
    about: 'What is done about it; where it is left out, what the section says.',
  }) as const satisfies ChoiceNode;

const noEffect = (about: string): NoEffectNode => ({ kind: 'no-effect', about });

/** `dlp.patterns` */
export const secretPatterns = {
  kind: 'list',
  most: limits.configEntries,
  about:
    'Secrets of your own, by their form. They are looked for both ways and in every encoding, besides ours.',
  item: {
    kind: 'section',
    about: 'One form of a secret.',
    keys: {
      name,
      regex: sought,
      severity: {
        kind: 'choice',
        values: ['low', 'medium', 'high', 'critical'],
        about: 'How bad a leak would be.',
      },
      validator: {
        kind: 'choice',
        values: validatorNames,
        mayBeEmpty: true,
        about: 'A checksum that must hold: payment card, bank account, routing number, Bitcoin key.',
      },
      action: ownAction(['warn', 'strip', 'ask', 'block']),
      exempt_domains: noEffect('It is about HTTP requests.'),
    },
  },
} as const satisfies ListNode;

/** `response_scanning.patterns` */
export const wordingPatterns = {
  kind: 'list',
  most: limits.configEntries,
  about: 'Words of your own that servers may not say, besides what we know of injections.',
  item: {
    kind: 'section',
    about: 'One wording.',
    keys: { name, regex: sought, action: ownAction(['warn', 'strip', 'ask', 'block']) },
  },
} as const satisfies ListNode;

/** `mcp_tool_policy.rules` */
export const callRules = {
  kind: 'list',
  most: limits.configEntries,
  about: 'Calls of your own that are dangerous, besides those that we know by what they do.',
  item: {
    kind: 'section',
    about: 'One kind of call. Every pattern that is given must match.',
    keys: {
      name,
      tool_pattern: { ...pattern('Which tools, by their names.', true), isRequired: true },
      arg_pattern: pattern('Which values of arguments.', true),
      arg_key: pattern('Only arguments of such names.', true),
      action: ownAction(['warn', 'ask', 'block'], {
        redirect: 'Calls are never sent elsewhere: write `block`',
      }),
      redirect_profile: noEffect('Nothing is sent elsewhere.'),
    },
  },
} as const satisfies ListNode;
