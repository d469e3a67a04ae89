import { rules, type Finding } from '@sallyport/scanner';
import { HostList } from '../url/host-list.js';

const lists = new Map<string, HostList>();
for (const rule of rules) {
  if (rule.kind === 'pattern' && rule.hosts) lists.set(rule.id, new HostList(rule.hosts));
}

/** Whether a credential of this rule may go to this host, as its provider's own. */
function mayGoTo(finding: Finding, host: string): boolean {
  return lists.get(finding.rule)?.has(host) === true;
}

const byValue = /^known-secret/;

/**
 * The findings that are leaks: a key on its way to its own provider, over TLS, is being used. A value that is protected
 * by name and is such a key is used likewise.
 */
export function withoutOwnUse(findings: readonly Finding[], url: URL): readonly Finding[] {
  if (findings.length === 0 || (url.protocol !== 'https:' && url.protocol !== 'wss:')) return findings;
  const used = findings.filter((finding) => mayGoTo(finding, url.hostname));
  if (used.length === 0) return findings;
  const isUsed = (finding: Finding): boolean =>
    used.includes(finding) ||
    (byValue.test(finding.rule) && used.some((other) => isSamePlace(finding, other)));
  return findings.filter((finding) => !isUsed(finding));
}

function isSamePlace(a: Finding, b: Finding): boolean {
  return a.pointer === b.pointer && a.inside === b.inside && a.start < b.end && b.start < a.end;
}
