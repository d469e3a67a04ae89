import type { Collector } from '../match/collector.js';
import type { VisitedString } from '../walk/visited-string.js';
import { ruleOfKind } from './injection-rules.js';

/** Longest value that is looked at. Characters. */
const longest = 2000;
const confidence = 0.74;

/** Names of values that are places, not programs. */
const place = /(?:path|file|filename|name|dir|directory|folder|uri|url|endpoint|issuer|host|target)$/i;
/** A command that a shell would run in the middle of a place. */
const inserted =
  /(?:\$\(|`)(?:curl|wget|nc|bash|sh|node|python3?|perl|ruby|powershell|whoami|id|cat \/|env|printenv|rm -)(?![\w.-])/;
/** Arguments of a program that are a program themselves, and no good one. */
const harmful =
  /(?:curl|wget)\s[^\n|]{1,300}\|\s{0,2}(?:ba|z)?sh\b|child_process|os\.system\(|\/dev\/tcp\/|\bnc -|^-e(?:nc|ncodedcommand)$|frombase64string/i;

/**
 * Reports a value of an opened document that is a command where its name promises a place or plain arguments. Its
 * name stands apart from it, so that no pattern over the text sees both.
 */
export function addPlantedValue(string: VisitedString, collector: Collector): void {
  const { text, memberName, surface, within, target } = string;
  if (memberName === undefined || surface === 'argument' || target === 'key' || within === undefined) return;
  if (text.length > longest) return;
  if (!collector.wants(surface === 'definition' ? 'tool-poisoning' : 'prompt-injection')) return;
  const isPlanted =
    memberName === 'args'
      ? harmful.test(text)
      : (text.includes('$(') || text.includes('`')) && place.test(memberName) && inserted.test(text);
  if (!isPlanted) return;
  const rule = ruleOfKind.command;
  const says = 'has a command where a path, a name, an address or plain arguments belong';
  collector.add(string, {
    rule,
    confidence,
    start: 0,
    end: text.length,
    view: 'raw',
    seen: text,
    isSecret: false,
    why: `${rule.why} It ${says}.`,
    signs: [{ id: 'planted-value', kind: 'command', weight: confidence }],
  });
}
