import type { Collector } from '../match/collector.js';
import type { VisitedString } from '../walk/visited-string.js';
import { knownSecretRules } from './known-secret-rules.js';
import type { KnownSecret } from './known-secrets.js';

/** Where and how a known secret was seen. */
interface Sight {
  start: number;
  end: number;
  view: string;
  seen: string;
  /** How it was written, where not plainly. */
  how: string;
}

/** Reports a known secret by its name, and never by its value. */
export function addKnownSecret(
  string: VisitedString,
  { name, kind }: KnownSecret,
  { how, ...sight }: Sight,
  collector: Collector,
): void {
  const rule = knownSecretRules[kind];
  const why = `${rule.why} It is ${name}${how === '' ? '' : `, ${how}`}.`;
  collector.add(string, { rule, confidence: rule.confidence, ...sight, isSecret: true, why });
}
