/** A kind of agent that a deployment is made for. */
export interface ComposeAgent {
  /** The name of its service. */
  service: string;
  /** The hosts of its model: all that it reaches. */
  hosts: readonly string[];
  /** Variables that it takes from whoever starts it, as Compose writes them. */
  environment: readonly string[];
  /** What to know before starting it. */
  note: string;
}

/** The agents that `--agent` names. */
export const composeAgents = {
  generic: {
    service: 'agent',
    hosts: ['api.openai.com', 'api.anthropic.com'],
    environment: ['OPENAI_API_KEY=${OPENAI_API_KEY:-}', 'ANTHROPIC_API_KEY=${ANTHROPIC_API_KEY:-}'],
    note: 'Any agent: its image is built from the Dockerfile in this folder.',
  },
  openai: {
    service: 'openai-agent',
    hosts: ['api.openai.com'],
    environment: ['OPENAI_API_KEY=${OPENAI_API_KEY:?set it before you start}'],
    note: 'An agent on the OpenAI Agents SDK: its image is built from the Dockerfile in this folder.',
  },
  'claude-code': {
    service: 'claude-code',
    hosts: ['api.anthropic.com'],
    environment: [
      'ANTHROPIC_API_KEY=${ANTHROPIC_API_KEY:?set it before you start}',
      'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1',
    ],
    note: 'Claude Code: its image is built from the Dockerfile in this folder.',
  },
  openhands: {
    service: 'openhands',
    hosts: ['api.openai.com', 'api.anthropic.com'],
    environment: [
      'LLM_API_KEY=${LLM_API_KEY:?set it before you start}',
      'LLM_MODEL=${LLM_MODEL:?set it before you start}',
    ],
    note: 'OpenHands: its image is built from the Dockerfile in this folder. Its sandbox runs inside that container.',
  },
} as const satisfies Readonly<Record<string, ComposeAgent>>;

export type ComposeAgentName = keyof typeof composeAgents;

/** The names, in the order in which help lists them. */
export const composeAgentNames = Object.keys(composeAgents) as ComposeAgentName[];
