import { callRule } from './call-rule.js';

/** A command past the limits of its reading. */
export const unreadableCommand = callRule({
  id: 'command-unreadable',
  title: 'A command too long to be read',
  severity: 'medium',
  confidence: 0.72,
  why: 'The command has more words, or commands within commands, than are read, so what it does is not known.',
  references: ['CWE-400'],
  finds: [],
  passes: ['ls -la'],
});
