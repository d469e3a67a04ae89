import type { PatternRule } from '../rule.js';

/** The rules on credentials as a list, by who issues them: what they say besides is the same for all. */
export function credentialsMarkdown(rules: readonly PatternRule[]): string {
  const byProvider = new Map<string, PatternRule[]>();
  for (const rule of rules) {
    const provider = rule.provider ?? 'Of no one issuer';
    const list = byProvider.get(provider) ?? [];
    list.push(rule);
    byProvider.set(provider, list);
  }
  const names = [...byProvider.keys()].sort((a, b) => a.localeCompare(b, 'en'));
  return names
    .map((name) => [`### ${name}`, (byProvider.get(name) ?? []).map(describe).join('\n')].join('\n\n'))
    .join('\n\n');
}

function describe({
  id,
  title,
  severity,
  confidence,
  incomingConfidence,
  checksum,
  hosts,
}: PatternRule): string {
  const facts = [severity, String(confidence)];
  if (incomingConfidence !== undefined) facts.push(`${incomingConfidence} in what a server sends`);
  if (checksum) facts.push('checksum');
  const goesTo = hosts ? ` May go to ${hosts.map((host) => `\`${host}\``).join(', ')}.` : '';
  return `- \`${id}\`: ${title} (${facts.join(', ')}).${goesTo}`;
}
