import type { ComputedRule } from '../rule.js';

function flowRule(
  facts: Pick<ComputedRule, 'id' | 'title' | 'why' | 'severity' | 'confidence'> &
    Partial<Pick<ComputedRule, 'references'>>,
): ComputedRule {
  return {
    kind: 'computed',
    category: 'data-flow',
    directions: ['client-to-server'],
    surfaces: ['argument'],
    remedy:
      'Stop this session, and see what it read before. If the flow is meant, suppress the rule for this tool, with a reason.',
    references: ['T1041', 'OWASP-LLM02', 'AML.T0086'],
    examples: { mustMatch: [], mustNotMatch: [] },
    ...facts,
  };
}

/** What is reported of a session as a whole. */
export const flowRules = {
  secretSent: flowRule({
    id: 'sensitive-value-sent',
    title: 'A secret that a tool returned is sent on',
    severity: 'critical',
    confidence: 0.95,
    why: 'What a tool returned as a secret, or out of a file of secrets, stands in the arguments of a call that takes it elsewhere.',
  }),
  valueSent: flowRule({
    id: 'returned-value-sent',
    title: 'What one server returned is sent to another place',
    severity: 'low',
    confidence: 0.52,
    why: 'A distinctive value that one server returned stands in the arguments of a call that sends.',
  }),
  addressUsed: flowRule({
    id: 'doubtful-address-used',
    title: 'Something is sent where a doubtful text said',
    severity: 'high',
    confidence: 0.76,
    why: 'The call sends to a host or mailbox that was named by a text with signs of an injection.',
    references: ['OWASP-LLM01', 'AML.T0051.001', 'T1041'],
  }),
  doubtfulRun: flowRule({
    id: 'doubtful-text-run',
    title: 'What a doubtful text said is run',
    severity: 'critical',
    confidence: 0.8,
    why: 'The command or program stands word for word in a text with signs of an injection.',
    references: ['OWASP-LLM01', 'AML.T0051.001', 'T1059'],
  }),
  doubtfulThenHarm: flowRule({
    id: 'doubtful-text-then-harm',
    title: 'A doubtful text, then a doubtful call',
    severity: 'high',
    confidence: 0.74,
    why: 'A result had signs of an injection, and soon after a call does what such texts ask for. Neither is sure by itself.',
    references: ['OWASP-LLM01', 'AML.T0051.001'],
  }),
  readThenSend: flowRule({
    id: 'read-sensitive-then-send',
    title: 'Secrets read, then something sent',
    severity: 'high',
    confidence: 0.76,
    why: 'A call read what holds secrets, and soon after a call sends something that cannot be read to a place outside.',
  }),
  environmentThenNetwork: flowRule({
    id: 'environment-then-network',
    title: 'The environment read, then something sent',
    severity: 'high',
    confidence: 0.76,
    why: 'A call printed the environment, and soon after a call sends something that cannot be read to a place outside.',
  }),
  writeThenRun: flowRule({
    id: 'write-then-execute',
    title: 'A harmful program written, then run',
    severity: 'critical',
    confidence: 0.86,
    why: 'A call wrote a program that does harm, and this one runs it.',
    references: ['T1059', 'T1105', 'CWE-94'],
  }),
  writeThenPersist: flowRule({
    id: 'write-then-persist',
    title: 'A program written, then made to run by itself',
    severity: 'critical',
    confidence: 0.84,
    why: 'A call wrote a program, and this one has it started by itself.',
    references: ['T1053', 'T1543', 'T1546'],
  }),
  reconnaissance: flowRule({
    id: 'reconnaissance-sequence',
    title: 'One look around after the other',
    severity: 'medium',
    confidence: 0.56,
    why: 'Calls asked one after the other for the user, the system, the network, the processes, the accounts: what an intruder asks first.',
    references: ['T1082', 'T1033', 'T1016', 'T1057', 'T1087'],
  }),
  knownSecret: flowRule({
    id: 'known-secret-over-calls',
    title: 'A secret of yours, split over calls',
    severity: 'critical',
    confidence: 0.97,
    why: 'The calls of this session together hold the value of a secret that was named to the scanner.',
  }),
} as const satisfies Record<string, ComputedRule>;
