import { callRule, judged, surest, type Judgement } from './call-rule.js';
import { judgeStartupText } from './command/startup-text.js';
import { reachOf } from './command/words.js';
import { normalizePath } from './path/normalize-path.js';
import { sensitivityOf } from './path/sensitivity.js';
import type { Intent } from './role.js';

/** The rules about paths. */
export const pathRules = {
  credential: callRule({
    id: 'credential-path',
    title: 'A path to credentials',
    severity: 'critical',
    confidence: 0.72,
    why: 'The call names a file in which credentials are kept, and what it reads comes back into the conversation.',
    references: ['T1552.001', 'CWE-522', 'OWASP-MCP01'],
    finds: [
      '~/.ssh/id_rsa',
      '../../../../etc/passwd',
      '/home/ada/.aws/credentials',
      'file:///etc/shadow',
      '/proc/self/environ',
      'C:\\Users\\ada\\.ssh\\id_ed25519',
      '%2e%2e%2f%2e%2e%2f.env',
    ],
    passes: [
      'src/index.ts',
      '.env.example',
      '/home/ada/project/README.md',
      '~/.ssh/id_rsa.pub',
      '/var/log/app.log',
    ],
  }),
  persistence: callRule({
    id: 'persistence-path',
    title: 'A file that runs by itself',
    severity: 'high',
    confidence: 0.5,
    why: 'What is written there is run by somebody else: at login, at a time, at each start, by Git, by an editor.',
    references: ['T1546', 'T1543', 'T1053'],
    finds: ['/etc/cron.d/update', '/etc/ld.so.preload', '~/.ssh/authorized_keys'],
    passes: ['scripts/cron.ts', 'docs/systemd.md', '.git/hooks/pre-commit.sample'],
  }),
  system: callRule({
    id: 'system-path',
    title: 'A file of the system changed',
    severity: 'high',
    why: 'The call writes or deletes where the system itself lives.',
    references: ['CWE-73', 'T1565'],
    finds: ['C:\\Windows\\win.ini', '..\\..\\..\\..\\windows\\win.ini'],
    passes: ['/usr/share/dict/words', '/tmp/out.txt', './bin/run.js'],
  }),
  traversal: callRule({
    id: 'path-traversal',
    title: 'A path that climbs out of its folder',
    severity: 'high',
    confidence: 0.72,
    why: 'The path climbs out of the folder that it is meant for, or hides that it does.',
    references: ['CWE-22', 'CWE-23'],
    finds: [
      '../../../../../opt/app/config.json',
      '..%2f..%2fconfig%2fapp.json',
      '....//....//data.txt',
      'reports/2024.pdf%00.png',
      '/srv/files/../../opt/x',
    ],
    passes: ['../sibling/file.ts', '../../shared/index.ts', './a/../b.txt', 'a..b.txt'],
  }),
} as const;

/** What one path means. */
export interface PathFinding {
  rule: keyof typeof pathRules;
  judgement: Judgement;
}

/** Judges the path that an argument is; `written` is what a call writes there, where that is known. */
export function judgePath(text: string, intent: Intent, written: string | undefined): PathFinding[] {
  const found: PathFinding[] = [];
  const add = (rule: keyof typeof pathRules, judgement: Judgement | undefined): void => {
    if (judgement) found.push({ rule, judgement });
  };
  const { climbs, leaves, disguise } = normalizePath(text);
  add(
    'traversal',
    surest(
      judged(disguise !== undefined, 0.86, `climbs out of its folder, ${disguise ?? ''}`),
      judged(climbs >= 3, climbs === 3 ? 0.6 : 0.76, `climbs ${climbs} folders up`),
      judged(leaves, 0.74, 'names one folder and goes to another'),
    ),
  );
  if (intent.deletes) {
    const reach = reachOf(text);
    add(
      'system',
      judged(
        reach === 'everything' || reach === 'home' || reach === 'system',
        0.88,
        'deletes a folder of the system or a home folder',
      ),
    );
  }
  const sensitive = sensitivityOf(text);
  if (!sensitive) return found;
  const { kind, what } = sensitive;
  const read = intent.lists ? sensitive.read * 0.85 : sensitive.read;
  if (kind === 'credential')
    add('credential', {
      confidence: intent.writes && !intent.deletes ? Math.max(sensitive.write, read * 0.9) : read,
      does: `is ${what}`,
    });
  else if (intent.writes || intent.deletes) {
    const { confidence } =
      kind === 'persistence' && intent.writes
        ? judgeStartupText(written, sensitive)
        : { confidence: sensitive.write };
    add(kind === 'persistence' ? 'persistence' : 'system', { confidence, does: `is ${what}` });
  } else {
    add(kind === 'persistence' ? 'persistence' : 'system', {
      confidence: Math.max(read, kind === 'persistence' ? sensitive.write * 0.68 : 0),
      does: `is ${what}`,
    });
  }
  return found.filter(({ judgement }) => judgement.confidence >= 0.3);
}
