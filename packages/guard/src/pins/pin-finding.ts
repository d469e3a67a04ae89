import type { Finding } from '@sallyport/scanner';
import type { ShadowingTool, WithheldReason, WithheldTool } from './types.js';

const titles: Readonly<Record<WithheldReason, string>> = {
  changed: 'Definition changed since it was pinned',
  'not-pinned': 'Definition that is not pinned',
  poisoned: 'Poisoned definition',
  'unusable-name': 'Definition without a name of its own',
};

/** What withholds a definition, as a finding, so that every place that shows findings shows this too. */
export function pinFinding({ reason, name, diff, message }: Omit<WithheldTool, 'tool'>): Finding {
  const isPoisoned = reason === 'poisoned';
  return {
    rule: `pin-${reason}`,
    title: titles[reason],
    category: isPoisoned ? 'tool-poisoning' : 'rug-pull',
    severity: 'high',
    confidence: 1,
    direction: 'server-to-client',
    surface: 'definition',
    pointer: diff[0]?.pointer ?? '',
    target: 'value',
    start: 0,
    end: 0,
    excerpt: name.slice(0, 80),
    view: 'raw',
    why: message,
    remedy: isPoisoned
      ? 'Do not use this server until whoever runs it explains the definition.'
      : 'Look at the difference. If it is honest, approve it; otherwise stop using the server.',
    references: ['OWASP-MCP03', 'AML.T0010'],
  };
}

/** A name that two servers share, as a finding. */
export function shadowingFinding({ name, message }: ShadowingTool): Finding {
  return {
    rule: 'tool-shadowing',
    title: "Tool that bears another server's name",
    category: 'tool-poisoning',
    severity: 'medium',
    confidence: 0.6,
    direction: 'server-to-client',
    surface: 'definition',
    pointer: '',
    target: 'value',
    start: 0,
    end: 0,
    excerpt: name.slice(0, 80),
    view: 'raw',
    why: message,
    remedy:
      'Give the two servers to different agents, or let the client put the name of the server before the tools.',
    references: ['OWASP-MCP03', 'AML.T0010'],
  };
}
