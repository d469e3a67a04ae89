import { commandRule, judged, surest, sureness, type CommandRule, type Judgement } from '../call-rule.js';
import { normalizePath } from '../path/normalize-path.js';
import { sensitivityOf } from '../path/sensitive-paths.js';
import type { Invocation } from '../shell/read-commands.js';
import { hasFlag, operandsOf, reachOf, valuesOf, writesOf, type Reach } from './words.js';

const reaches: Readonly<Record<Reach, readonly [confidence: number, what: string]>> = {
  everything: [sureness.certain, 'the whole file system'],
  home: [0.92, 'the home folder'],
  system: [0.9, 'a folder of the system'],
  unknown: [sureness.doubtful, 'a folder whose name is not known'],
  here: [0.6, 'all that is in this folder'],
};

/** The widest of the paths. */
function widest(operands: readonly string[], does: string): Judgement | undefined {
  return surest(
    ...operands.map((operand) => {
      const reach = reachOf(operand);
      if (!reach) return undefined;
      const [confidence, what] = reaches[reach];
      return { confidence, does: `${does} ${what}` };
    }),
  );
}

function judgeDelete(command: Invocation): Judgement | undefined {
  const { name, args } = command;
  const operands = operandsOf(command);
  if (name === 'rm') {
    if (args.includes('--no-preserve-root'))
      return { confidence: 0.95, does: 'deletes the whole file system' };
    const isDeep = hasFlag(command, 'rR', '--recursive');
    const isGit = isDeep && operands.some((operand) => /(?:^|\/)\.git\/?$/.test(operand));
    return surest(
      isDeep ? widest(operands, 'deletes') : undefined,
      judged(isGit, 0.74, 'deletes the history of a repository'),
      judged(
        operands.some((operand) => isOfSystem(operand)),
        0.8,
        'deletes a file of the system',
      ),
    );
  }
  if (name === 'find') return judgeFind(command, operands);
  if (name === 'shred' || name === 'srm' || name === 'truncate') {
    if (name === 'truncate' && !args.some((arg) => /^-s?0$|^--size=0$|^0$/.test(arg))) return undefined;
    return surest(
      widest(operands, 'overwrites'),
      judged(
        operands.some((operand) => isOfSystem(operand) || /\*$/.test(operand)),
        0.75,
        'overwrites files so that nothing brings them back',
      ),
    );
  }
  if (name === 'mv') {
    const isGone = operands.at(-1) === '/dev/null' || /^\/tmp\/?/.test(operands.at(-1) ?? '');
    return isGone ? widest(operands.slice(0, -1), 'moves away') : undefined;
  }
  if (name === 'rsync' && args.some((arg) => arg.startsWith('--delete')))
    return widest(operands.slice(-1), 'replaces');
  if (/^(?:del|erase|rd|rmdir|remove-item|ri|deltree)$/.test(name)) return judgeWindowsDelete(command);
  return undefined;
}

const isOfSystem = (path: string): boolean => {
  const kind = sensitivityOf(path);
  return (
    kind !== undefined &&
    kind.write >= 0.7 &&
    (kind.kind === 'system' || kind.what === 'password hashes' || /users|root/.test(kind.what))
  );
};

function judgeFind(command: Invocation, operands: readonly string[]): Judgement | undefined {
  const { args } = command;
  const deletes =
    args.includes('-delete') || /-exec(?:dir)? (?:sudo )?(?:\/bin\/)?(?:rm|shred)\b/.test(args.join(' '));
  if (!deletes) return undefined;
  const start = args.findIndex((arg) => arg.startsWith('-') || arg === '(' || arg === '!');
  const roots = operands.filter((operand) => args.indexOf(operand) < start);
  const isNarrow = args.some((arg) =>
    /^-(?:i?name|i?path|i?regex|mtime|mmin|size|empty|newer|user)$/.test(arg),
  );
  const wide = widest(roots, 'deletes');
  return wide && isNarrow ? { ...wide, confidence: wide.confidence - 0.32 } : wide;
}

function judgeWindowsDelete({ args, name }: Invocation): Judgement | undefined {
  const isDeep = args.some((arg) => /^\/s$/i.test(arg) || /^-r(?:ecurse)?$/i.test(arg)) || name === 'deltree';
  if (!isDeep) return undefined;
  const operands = args.filter((arg) => !/^[/-][a-z]{1,2}$|^-[a-z]+$/i.test(arg));
  return widest(
    operands.map((operand) => operand.replace(/^([a-z]:)\\?\*?(?:\.\*)?$/i, '$1/')),
    'deletes',
  );
}

const systemDisk =
  /^(?:\/dev\/(?:[shv]d[a-z]\d*|xvd[a-z]\d*|nvme\d+(?:n\d+(?:p\d+)?)?|mmcblk\d+(?:p\d+)?|r?disk\d+(?:s\d+)?|dm-\d+|mapper\/\S+|md\d+|[shv]d\*)|\\\\\.\\physicaldrive\d+)$/i;

function judgeDisk(command: Invocation): Judgement | undefined {
  const { name, args } = command;
  const disk = operandsOf(command).some((operand) => systemDisk.test(operand));
  const written = writesOf(command).some(({ path }) => systemDisk.test(path));
  if (written) return { confidence: 0.93, does: 'writes over a disk' };
  if (name === 'dd') {
    return judged(
      args.some((arg) => arg.startsWith('of=') && systemDisk.test(arg.slice(3))),
      0.92,
      'writes over a disk',
    );
  }
  if (
    /^(?:mkfs(?:\.\w+)?|mke2fs|mkswap|wipefs|blkdiscard|shred|badblocks|hdparm|nvme|sgdisk|sfdisk|cryptsetup|parted|fdisk|pvremove|vgremove|mdadm|zpool|tee|cp)$/.test(
      name,
    )
  ) {
    const changes =
      !/^(?:parted|fdisk|nvme|hdparm|sgdisk|mdadm|zpool|cryptsetup|badblocks)$/.test(name) ||
      /\b(?:mklabel|mkpart|rm|format|sanitize|--security-erase\S*|-Z|--zap-all|-w|destroy|labelclear|luksErase|luksFormat|erase|--zero-superblock)\b/.test(
        args.join(' '),
      ) ||
      args.some((arg) => /^(?:-Z|-w|-o|--zap-all)$/.test(arg));
    return judged(disk && changes, 0.9, 'destroys what is on a disk');
  }
  if (name === 'diskutil')
    return judged(
      /^(?:erase|zero|secureerase|partitiondisk|reformat|apfs delete)/i.test(args.join(' ')),
      0.9,
      'erases a disk',
    );
  if (name === 'format') return judged(/^[a-z]:/i.test(args[0] ?? ''), 0.9, 'formats a drive');
  if (/^(?:clear-disk|format-volume|initialize-disk|remove-partition)$/.test(name))
    return { confidence: 0.88, does: 'erases a disk' };
  if (name === 'diskpart')
    return judged(
      args.length > 0 || command.before.some(({ args: said }) => /clean/i.test(said.join(' '))),
      0.74,
      'rewrites the table of a disk',
    );
  if (name === 'cipher')
    return judged(
      args.some((arg) => /^\/w/i.test(arg)),
      0.74,
      'wipes what was deleted',
    );
  return undefined;
}

function judgePermissions(command: Invocation): Judgement | undefined {
  const { name, args } = command;
  if (name === 'icacls' || name === 'cacls') {
    const open = /everyone:|\/grant[: ]\S*(?:users|everyone)|\/reset/i.test(args.join(' '));
    return open && args.some((arg) => /^\/t$/i.test(arg))
      ? (widest(operandsOf(command).slice(0, 1), 'opens to everyone') ?? {
          confidence: 0.6,
          does: 'opens a folder to everyone',
        })
      : undefined;
  }
  if (name === 'takeown')
    return args.some((arg) => /^\/r$/i.test(arg))
      ? widest(
          operandsOf(command).map((arg) => arg.replace(/\\$/, '/')),
          'takes over',
        )
      : undefined;
  if (!/^(?:chmod|chown|chgrp|setfacl|chattr)$/.test(name)) return undefined;
  const operands = operandsOf(command);
  const isDeep = hasFlag(command, 'R', '--recursive');
  const mode = operands[0] ?? '';
  const isOpen =
    name === 'chmod' && /^0?[0-7]?[0-7]?[0-7][2367]$|^(?:a|o|ugo|)\+[rx]*w|^(?:a|o)=\w*w/.test(mode);
  const isClosed = name === 'chmod' && /^0?0{3}$|^a-[rwx]+$/.test(mode);
  const targets = operands.slice(1);
  if (isDeep) {
    const wide = widest(targets, name === 'chmod' ? 'changes the permissions of' : 'changes the owner of');
    if (wide)
      return reachOf(targets[0] ?? '') === 'here' ? { ...wide, confidence: isOpen ? 0.6 : 0.3 } : wide;
    return judged(isOpen, 0.6, 'lets everybody write to a folder');
  }
  const weak = targets.some((target) => {
    const kind = sensitivityOf(target);
    return (
      kind !== undefined &&
      Math.max(kind.read, kind.write) >= 0.72 &&
      (isOpen || isClosed || /^0?[0-7]?[0-7][4-7]{2}$|[ao]\+r/.test(mode))
    );
  });
  const isWhole = targets.some((target) => ['everything', 'system'].includes(reachOf(target) ?? ''));
  return surest(
    judged(weak, 0.78, 'opens a guarded file to everybody'),
    judged(isWhole && (isOpen || isClosed), 0.8, 'changes the permissions of a folder of the system'),
  );
}

function judgeCloud({ name, args }: Invocation): Judgement | undefined {
  const line = args.join(' ');
  const says = (pattern: RegExp, confidence: number, does: string): Judgement | undefined =>
    judged(pattern.test(line), confidence, does);
  switch (name) {
    case 'aws':
      return surest(
        says(/\bs3 (?:rb\b.*--force|rm\b.*--recursive)/, 0.76, 'empties a bucket'),
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
        says(
          /\bdelete\b.*(?:--all\b|\b(?:ns|namespace|pv|pvc|crd)s?\b)/,
          0.76,
          'deletes what runs in a cluster',
        ),
        says(/\bdrain\b|\bcordon\b/, 0.5, 'empties a node'),
      );
    case 'terraform':
    case 'tofu':
    case 'pulumi':
      return says(/\bdestroy\b.*(?:-auto-approve|--yes|-y\b)/, 0.76, 'destroys what was set up');
    case 'docker':
    case 'podman':
      return says(
        /\bsystem prune\b.*(?:-a.*--volumes|--volumes.*-a)|\bvolume (?:rm|prune)\b.*(?:-f|--all|-a)/,
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
      return says(/shadowcopy.*delete/i, 0.92, 'deletes the backups of the system');
    case 'bcdedit':
      return says(/recoveryenabled no|ignoreallfailures/i, 0.88, 'switches off recovery');
    default:
      return undefined;
  }
}

/** Deletion, disks, permissions, the cloud. */
export const destructionRules: readonly CommandRule[] = [
  commandRule({
    id: 'destructive-delete',
    title: 'Deletion of what cannot be brought back',
    severity: 'critical',
    why: 'The command deletes or overwrites far more than a task needs.',
    references: ['CWE-78', 'OWASP-LLM06', 'T1485'],
    finds: [
      'rm -rf /',
      'sudo rm -r --no-preserve-root /',
      'find / -type f -delete',
      String.raw`r\m -r""f $HOME`,
      'rd /s /q C:\\',
    ],
    passes: [
      'rm -rf node_modules dist',
      'rm -rf ./build/*',
      'find . -name "*.pyc" -delete',
      'rm /tmp/report.txt',
    ],
    judge: judgeDelete,
  }),
  commandRule({
    id: 'disk-wipe',
    title: 'A disk written over',
    severity: 'critical',
    why: 'The command writes to a disk below its file system, or makes a new file system on it.',
    references: ['T1561', 'CWE-78'],
    finds: [
      'dd if=/dev/zero of=/dev/sda bs=1M',
      'mkfs.ext4 -F /dev/nvme0n1',
      'cat /dev/urandom > /dev/sdb',
      'format C: /q /y',
    ],
    passes: [
      'dd if=/dev/zero of=disk.img bs=1M count=10',
      'mkfs.ext4 disk.img',
      'lsblk /dev/sda',
      'fdisk -l /dev/sda',
    ],
    judge: judgeDisk,
  }),
  commandRule({
    id: 'recursive-permissions',
    title: 'Permissions opened or taken far and wide',
    severity: 'high',
    why: 'The command changes the owner or the permissions of the system, of a home folder or of a guarded file.',
    references: ['CWE-732', 'T1222'],
    finds: [
      'chmod -R 777 /',
      'chown -R nobody:nogroup /etc',
      'chmod 666 /etc/shadow',
      'icacls C:\\ /grant Everyone:F /T',
    ],
    passes: ['chmod +x run.sh', 'chmod -R 755 dist', 'chown -R node:node /app', 'chmod 600 ~/.ssh/id_rsa'],
    judge: judgePermissions,
  }),
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

function judgeGit(
  command: Invocation,
  { invocations }: { invocations: readonly Invocation[] },
): Judgement | undefined {
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
    judged(/\bpush\b.*--mirror\b/.test(line), 0.72, 'replaces all branches'),
    judged(
      /\bpush\b.*(?:--delete|-d|\s:)/.test(line) && mainBranch.test(line.replace(/\s:/g, ' ')),
      0.78,
      'deletes the main branch',
    ),
    judged(
      /\breflog expire\b.*--expire(?:-unreachable)?=(?:now|all)/.test(line),
      0.76,
      'forgets commits so that nothing brings them back',
    ),
    judged(/\bfilter-(?:branch|repo)\b/.test(line), 0.6, 'rewrites the history'),
    judged(cleans, invocations.some(discards) ? 0.74 : 0.55, 'deletes what is not committed'),
    judged(runs.test(set) && /[;&|$!/]|sh\b|allow=/.test(set), 0.8, 'has Git run a program'),
    judged(isSet, /!|sh -c|\/tmp|curl|nc /.test(line) ? 0.82 : 0.5, 'has Git run a program'),
    judged(/\bext::/.test(line), 0.9, 'has Git run a program'),
    judged(/--upload-pack[= ]\S*[;&|`$]|--receive-pack[= ]/.test(line), 0.78, 'has Git run a program'),
    judged(
      /\bupdate-ref -d\b/.test(line) && normalizePath(line).path.includes('refs/heads/ma'),
      0.72,
      'deletes the main branch',
    ),
  );
}
