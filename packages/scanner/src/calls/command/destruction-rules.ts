import {
  commandRule,
  judged,
  surest,
  sureness,
  type CommandRule,
  type Context,
  type Judgement,
} from '../call-rule.js';
import { sensitivityOf } from '../path/sensitivity.js';
import type { Invocation } from '../shell/read-commands.js';
import { hasFlag, operandsOf, reachOf, writesOf, type Reach } from './words.js';

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

function judgeDelete(command: Invocation, context: Context): Judgement | undefined {
  const { name, args } = command;
  const operands = operandsOf(command);
  if (name === 'rm') {
    if (args.includes('--no-preserve-root'))
      return { confidence: 0.95, does: 'deletes the whole file system' };
    const isDeep = hasFlag(command, 'rR', '--recursive');
    const isGit = isDeep && operands.some((operand) => /(?:^|\/)\.git\/?$/.test(operand));
    return surest(
      isDeep ? widest(operands, 'deletes') : undefined,
      judged(isDeep && isHere(command, context), 0.72, 'deletes all that is in this folder'),
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
        operands.some((operand) => isOfSystem(operand) || operand.endsWith('*')),
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

/** Whether all of a folder goes that nobody named: `cd build && rm -rf *` names it. */
function isHere(command: Invocation, { invocations }: Context): boolean {
  const isNamed = invocations.some(
    ({ name, index, args }) => name === 'cd' && index < command.index && /^\w/.test(args[0] ?? ''),
  );
  return !isNamed && operandsOf(command).some((operand) => reachOf(operand) === 'here');
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
      /\b(?:mklabel|mkpart|rm|format|sanitize|-Z|--zap-all|-w|destroy|labelclear|luksErase|luksFormat|erase|--zero-superblock)\b|\b--security-erase/.test(
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
    const open = /everyone:|(?<!\S)\/grant[: ]\S*(?:users|everyone)|\/reset/i.test(args.join(' '));
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

/** Deletion, disks, permissions. */
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
];
