import { commandRule, judged, surest, type CommandRule, type Context, type Judgement } from '../call-rule.js';
import type { Invocation } from '../shell/read-commands.js';
import { hasFlag, operandsOf, valuesOf } from './words.js';
import { comesAfter } from '../text/order.js';

function judgeCloud({ name, args }: Invocation): Judgement | undefined {
  const line = args.join(' ');
  const says = (pattern: RegExp, confidence: number, does: string): Judgement | undefined =>
    judged(pattern.test(line), confidence, does);
  switch (name) {
    case 'aws':
      return surest(
        judged(
          comesAfter(line, /\bs3 rb\b/, /--force/) || comesAfter(line, /\bs3 rm\b/, /--recursive/),
          0.76,
          'empties a bucket',
        ),
        says(
          /\b(?:delete-(?:db-instance|db-cluster|bucket|stack|table|cluster|file-system)|terminate-instances|deregister|schedule-key-deletion)\b/,
          0.74,
          'deletes what runs in a cloud',
        ),
        says(
          /\b(?:delete-trail|stop-logging|delete-flow-logs|delete-detector)\b/,
          0.85,
          'switches off the log of a cloud',
        ),
        says(
          /\b(?:create-access-key|attach-user-policy|put-user-policy|create-login-profile)\b/,
          0.74,
          'makes a new way into a cloud',
        ),
      );
    case 'gcloud':
    case 'az':
      return says(
        /\b(?:projects delete|sql instances delete|instances delete|group delete|vm delete|clusters delete|storage account delete)\b/,
        0.74,
        'deletes what runs in a cloud',
      );
    case 'kubectl':
      return surest(
        judged(
          comesAfter(line, /\bdelete\b/, /--all\b|\b(?:ns|namespace|pv|pvc|crd)s?\b/),
          0.76,
          'deletes what runs in a cluster',
        ),
        says(/\bdrain\b|\bcordon\b/, 0.5, 'empties a node'),
      );
    case 'terraform':
    case 'tofu':
    case 'pulumi':
      return judged(
        comesAfter(line, /\bdestroy\b/, /-auto-approve|--yes|-y\b/),
        0.76,
        'destroys what was set up',
      );
    case 'docker':
    case 'podman':
      return judged(
        (comesAfter(line, /\bsystem prune\b/, /-a/) && comesAfter(line, /\bsystem prune\b/, /--volumes/)) ||
          comesAfter(line, /\bvolume (?:rm|prune)\b/, /-f|--all|-a/),
        0.58,
        'deletes volumes',
      );
    case 'redis-cli':
      return says(/\bflush(?:all|db)\b/i, 0.74, 'empties a database');
    case 'dropdb':
      return { confidence: 0.7, does: 'deletes a database' };
    case 'vssadmin':
    case 'wbadmin':
      return says(/\bdelete\b/i, 0.92, 'deletes the backups of the system');
    case 'wmic':
      return judged(comesAfter(line, /shadowcopy/i, /delete/i), 0.92, 'deletes the backups of the system');
    case 'bcdedit':
      return says(/recoveryenabled no|ignoreallfailures/i, 0.88, 'switches off recovery');
    default:
      return undefined;
  }
}

function judgeGit(command: Invocation, { invocations }: Context): Judgement | undefined {
  const { name, args } = command;
  if (name !== 'git') return undefined;
  const line = args.join(' ');
  const mainBranch = /(?:^|[\s/:+])(?:main|master|trunk|develop|production|release)(?:\s|$)/;
  const isForced =
    /\bpush\b/.test(line) && (hasFlag(command, 'f', '--force') || args.some((arg) => /^\+\S/.test(arg)));
  const refs = operandsOf(command).slice(2);
  const set = valuesOf(command, '-c', '--config-env').join('\n');
  const runs =
    /(?:core\.(?:pager|editor|sshcommand|fsmonitor|hookspath|gitproxy|askpass)|alias\.\w+|diff\.external|credential\.helper|sequence\.editor|filter\.\w+\.(?:clean|smudge)|protocol\.ext\.allow)/i;
  const isSet = /^(?:-C \S+ )?config\b/.test(line) && runs.test(line) && !/--(?:get|list|unset)/.test(line);
  const discards = (one: Invocation): boolean =>
    one.name === 'git' &&
    /\breset --hard\b|\bcheckout (?:-f |-- )?\.$|\brestore \.$/.test(one.args.join(' '));
  const cleans = /\bclean\b/.test(line) && hasFlag(command, 'f', '--force') && hasFlag(command, 'dx');
  return surest(
    judged(
      isForced && (refs.length === 0 || mainBranch.test(refs.join(' '))),
      0.74,
      'replaces the history that others have',
    ),
    judged(isForced, 0.55, 'replaces the history of a branch'),
    judged(comesAfter(line, /\bpush\b/, /--mirror\b/), 0.72, 'replaces all branches'),
    judged(
      comesAfter(line, /\bpush\b/, /--delete|-d|\s:/) && mainBranch.test(line.replace(/\s:/g, ' ')),
      0.78,
      'deletes the main branch',
    ),
    judged(
      comesAfter(line, /\breflog expire\b/, /--expire(?:-unreachable)?=(?:now|all)/),
      0.76,
      'forgets commits so that nothing brings them back',
    ),
    judged(/\bfilter-(?:branch|repo)\b/.test(line), 0.6, 'rewrites the history'),
    judged(cleans, invocations.some(discards) ? 0.74 : 0.55, 'deletes what is not committed'),
    judged(runs.test(set) && /[;&|$!/]|sh\b|allow=/.test(set), 0.8, 'has Git run a program'),
    judged(isSet, /!|sh -c|\/tmp|curl|nc /.test(line) ? 0.82 : 0.5, 'has Git run a program'),
    judged(/\bext::/.test(line), 0.9, 'has Git run a program'),
    judged(/(?<!\S)--upload-pack[= ]\S*[;&|`$]|--receive-pack[= ]/.test(line), 0.78, 'has Git run a program'),
    judged(/\bupdate-ref -d\b/.test(line) && line.includes('refs/heads/ma'), 0.72, 'deletes the main branch'),
  );
}

/** What others rely on thrown away: clouds, clusters, databases, the history of Git. */
export const discardingRules: readonly CommandRule[] = [
  commandRule({
    id: 'infrastructure-destruction',
    title: 'Backups, databases or machines of a cloud deleted',
    severity: 'high',
    why: 'The command deletes what others rely on, and asks nobody.',
    references: ['T1485', 'T1490', 'OWASP-LLM06'],
    finds: [
      'aws s3 rm s3://reports --recursive',
      'terraform destroy -auto-approve',
      'vssadmin delete shadows /all /quiet',
      'kubectl delete namespace production',
    ],
    passes: ['aws s3 ls s3://reports', 'terraform plan', 'kubectl delete pod web-1', 'docker rm -f web'],
    judge: judgeCloud,
  }),
  commandRule({
    id: 'destructive-git',
    title: 'History or work thrown away with Git',
    severity: 'medium',
    confidence: 0.7,
    why: 'The command discards commits that others have, or work that is nowhere else, or has Git run a program.',
    references: ['T1485', 'CWE-78'],
    finds: [
      'git push --force origin main',
      'git reflog expire --expire=now --all && git gc --prune=now',
      "git -c core.sshCommand='sh -c id' fetch",
      'git push origin --delete main',
    ],
    passes: [
      'git push',
      'git push -u origin feature/x',
      'git reset --hard HEAD',
      'git push --force-with-lease',
      'git branch -D old',
    ],
    judge: judgeGit,
  }),
];
