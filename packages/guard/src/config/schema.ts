import { rules } from '@sallyport/scanner';
import { limits } from '../limits.js';
import { presetNames } from '../presets.js';
import type { PresetName } from '../types.js';
import { egressResponseKeys, egressSections } from './egress-schema.js';
import { foreignKeys } from './foreign-keys.js';
import { callRules, secretPatterns, wordingPatterns } from './pattern-nodes.js';
import { actionOnCalls, actionOnText, actionOnWhole, scanningKeys } from './scanning-nodes.js';
import type { ChoiceNode, ListNode, SectionNode, TextNode, ValueOf } from './schema-node.js';

const text = (about: string): TextNode => ({ kind: 'text', about });
const count = (about: string) =>
  ({ kind: 'number', least: 1, most: Number.MAX_SAFE_INTEGER, isWhole: true, about }) as const;

/** What one server, or one tool, may have of its own. */
const overrideKeys = {
  response_scanning: {
    kind: 'section',
    about: 'What its answers get.',
    keys: scanningKeys(actionOnText),
  },
  mcp_input_scanning: {
    kind: 'section',
    about: 'What requests to it get.',
    keys: scanningKeys(actionOnText),
  },
  mcp_tool_scanning: {
    kind: 'section',
    about: 'What its definitions get.',
    keys: scanningKeys(actionOnWhole),
  },
  mcp_tool_policy: {
    kind: 'section',
    about: 'What dangerous calls of it get.',
    keys: scanningKeys(actionOnCalls),
  },
  tool_chain_detection: {
    kind: 'section',
    about: 'What data that flows to it from elsewhere gets.',
    keys: scanningKeys(actionOnCalls),
  },
} as const satisfies SectionNode['keys'];

const suppressions = {
  kind: 'list',
  most: limits.configEntries,
  about: 'Findings that are known and accepted. Every field that is given must match.',
  item: {
    kind: 'section',
    about: 'One accepted finding.',
    keys: {
      rule: {
        kind: 'text',
        isRequired: true,
        known: () => rules.map(({ id }) => id),
        alsoKnown: /^custom-/,
        about: 'The rule, as `sallyport rules list` or a finding names it.',
      },
      server: text('Only for this server.'),
      tool: text('Only for this tool.'),
      pointer: {
        kind: 'text',
        check: (value) =>
          value === '' || value.startsWith('/')
            ? undefined
            : 'A pointer begins with `/`, as `/result/content/*`',
        about: 'Only at this place of the message (RFC 6901); `/*` at the end covers everything below.',
      },
      reason: {
        kind: 'text',
        isRequired: true,
        check: (value) => (value.trim() === '' ? 'Say why the finding is accepted' : undefined),
        about: 'Why it is accepted; kept in the log.',
      },
      expires: {
        kind: 'text',
        check: (value) =>
          /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(value) &&
          !Number.isNaN(Date.parse(value))
            ? undefined
            : 'A date is written as 2027-01-31 or 2027-01-31T12:00:00Z',
        about: 'From this date (ISO 8601) on it no longer counts.',
      },
    },
  },
} as const satisfies ListNode;

const preset: ChoiceNode<PresetName> = {
  kind: 'choice',
  values: presetNames,
  about: 'What holds where this file says nothing. `--preset` on the command line goes before it.',
};

const canary = {
  kind: 'section',
  about: 'One planted value.',
  keys: {
    name: { ...text('What findings call it.'), isRequired: true },
    value: { ...text('The planted value itself; `sallyport` never prints it.'), isRequired: true },
  },
} as const satisfies SectionNode;

/** Every key of the configuration, in the order in which documents and generated files have them. */
export const schema = {
  kind: 'section',
  about: 'The configuration of the guard.',
  keys: {
    version: {
      kind: 'number',
      least: 1,
      most: 1,
      isWhole: true,
      about: 'The version of the format: 1.',
    },
    preset,
    mode: {
      kind: 'choice',
      values: ['balanced', 'strict', 'audit'],
      about:
        'Stands for the preset of that name where `preset` is not given. For `sallyport run` also how it treats hosts: `strict` reaches those of `api_allowlist` alone, `audit` only records.',
    },
    enforce: { kind: 'flag', about: '`false` turns every block and strip into a warning.' },
    response_scanning: {
      kind: 'section',
      about: 'What servers answer: instructions in data, and credentials.',
      keys: {
        ...scanningKeys(actionOnText),
        ask_timeout_seconds: {
          kind: 'number',
          least: 1,
          most: 3600,
          isWhole: true,
          about:
            'How long a person has to answer an `ask`, of this and every other section. 30 where it is left out.',
        },
        ...egressResponseKeys,
        patterns: wordingPatterns,
        ...foreignKeys.response_scanning,
      },
    },
    mcp_input_scanning: {
      kind: 'section',
      about: 'What clients send: credentials, protected values, instructions.',
      keys: { ...scanningKeys(actionOnText), ...foreignKeys.mcp_input_scanning },
    },
    mcp_tool_scanning: {
      kind: 'section',
      about:
        'What servers say about themselves: poisoned descriptions, schemas and instructions. Its action sets `pins.mode` too (`warn`, or `withhold` for `block`), where that is not given.',
      keys: {
        ...scanningKeys(actionOnWhole),
        detect_drift: {
          kind: 'flag',
          about: '`false` turns pins off where `pins.mode` is not given.',
        },
      },
    },
    mcp_tool_policy: {
      kind: 'section',
      about: 'Dangerous calls: commands, paths and addresses in arguments.',
      keys: { ...scanningKeys(actionOnCalls), rules: callRules, ...foreignKeys.mcp_tool_policy },
    },
    tool_chain_detection: {
      kind: 'section',
      about: 'Data that one tool gave and another would send away.',
      keys: { ...scanningKeys(actionOnCalls), ...foreignKeys.tool_chain_detection },
    },
    malformed: {
      kind: 'section',
      about: 'Messages that cannot be read to their end.',
      keys: scanningKeys(actionOnWhole),
    },
    pins: {
      kind: 'section',
      about:
        'Definitions of servers and tools are trusted as they are at the first use; this is for what changes later.',
      keys: {
        mode: {
          kind: 'choice',
          values: ['withhold', 'warn', 'off'],
          about:
            '`withhold` keeps a changed tool back until `sallyport pins approve`, `warn` records, `off` does not look.',
        },
        ...scanningKeys(actionOnWhole),
      },
    },
    dlp: {
      kind: 'section',
      about: 'Secrets that are known by value. They are found in every encoding, and split over arguments.',
      keys: {
        scan_env: {
          kind: 'flag',
          about: 'Protects the values of variables whose names speak of a secret (`*_KEY`, `*_TOKEN`, …).',
        },
        min_env_secret_length: {
          kind: 'number',
          least: 8,
          most: 1024,
          isWhole: true,
          about: 'Shorter values of such variables are left alone. Characters.',
        },
        secrets_file: {
          kind: 'text',
          isPath: true,
          about: 'A file of values, one a line, that only its owner may read (mode 0600).',
        },
        patterns: secretPatterns,
        ...foreignKeys.dlp,
      },
    },
    protect: {
      kind: 'section',
      about: 'More values that must not leave.',
      keys: {
        env: {
          kind: 'list',
          most: limits.configEntries,
          item: {
            ...text('A name.'),
            check: (value) =>
              /^[A-Za-z_]\w*$/.test(value) ? undefined : 'This is not the name of a variable',
          },
          about: 'Names of environment variables, whatever they are called.',
        },
        env_file: {
          kind: 'text',
          isPath: true,
          about: 'A file of `NAME=value` lines; each value is protected.',
        },
        canaries: {
          kind: 'list',
          most: limits.configEntries,
          item: canary,
          about: 'Fake secrets, planted where nobody honest reads: whoever passes one on is found out.',
        },
      },
    },
    suppressions,
    servers: {
      kind: 'named',
      of: 'server',
      about: 'What differs for one server (the name given with `--server`).',
      item: {
        kind: 'section',
        about: 'One server.',
        keys: {
          ...overrideKeys,
          tools: {
            kind: 'named',
            of: 'tool',
            about: 'What differs for one tool of this server.',
            item: { kind: 'section', about: 'One tool.', keys: overrideKeys },
          },
        },
      },
    },
    tools: {
      kind: 'named',
      of: 'tool',
      about: 'What differs for a tool, of whichever server.',
      item: { kind: 'section', about: 'One tool.', keys: overrideKeys },
    },
    budgets: {
      kind: 'section',
      about: 'How much one client may use of one server.',
      keys: {
        calls: count('Tool calls.'),
        calls_per_minute: count('Tool calls within any one minute.'),
        bytes: count('Bytes of tool calls, and of everything that the server sends.'),
        identical_calls: count('Calls of the same tool with the same arguments, among the latest calls.'),
      },
    },
    kill_switch: {
      kind: 'section',
      about: 'Stops everything.',
      keys: {
        enabled: { kind: 'flag', about: '`true` refuses every message.' },
        sentinel_file: {
          kind: 'text',
          isPath: true,
          about: 'Every message is refused for as long as this file exists.',
        },
        message: text('What is answered then.'),
      },
    },
    block_style: {
      kind: 'choice',
      values: ['error', 'result'],
      about:
        'A blocked call is answered with a JSON-RPC `error`, or with a `result` that has `isError`, which agents read and recover from.',
    },
    logging: {
      kind: 'section',
      about: 'What is told on standard error. The audit log is always kept.',
      keys: {
        format: {
          kind: 'choice',
          values: ['text', 'json'],
          about: 'For people, or one JSON object a line.',
        },
        ...foreignKeys.logging,
      },
    },
    ...egressSections,
    ...foreignKeys.top,
  },
} as const satisfies SectionNode;

/** What a file says, checked by the schema; what it leaves out is left out. */
export type ConfigValues = ValueOf<typeof schema>;
