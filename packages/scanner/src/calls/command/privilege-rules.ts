import { commandRule, judged, surest, type CommandRule, type Context, type Judgement } from '../call-rule.js';
import { sensitivityOf } from '../path/sensitivity.js';
import { interpreters, shells } from '../shell/programs.js';
import type { Invocation } from '../shell/read-commands.js';
import { hasFlag, operandsOf, valuesOf, writesOf } from './words.js';
import { comesAfter } from '../text/order.js';

const shellSpawn = /(?:^|[!'"\s(/=])(?:\/bin\/)?(?:ba|z|da|k|c)?sh\b(?:\s+-\w+)?(?:['")\s;]|$)/;

function judgePrivilege(command: Invocation): Judgement | undefined {
  const { name, args, wrappers } = command;
  const line = args.join(' ');
  const isRoot = wrappers.some((wrapper) => /^(?:sudo|doas|pkexec)$/.test(wrapper));
  const written = [
    ...writesOf(command).map(({ path }) => path),
    ...(name === 'tee' ? operandsOf(command) : []),
  ];
  const writesRoot = written.some((path) => {
    const what = sensitivityOf(path)?.what;
    return what === 'who may become root' || what === 'the list of users' || what === 'password hashes';
  });
  return surest(
    judged(writesRoot, 0.94, 'changes who may become root'),
    judgeMode(command),
    judgeAccounts(command, line),
    judged(
      isRoot && !shells.has(name) && !Object.hasOwn(interpreters, name) && spawns(command, line),
      0.84,
      'gets a shell as root out of another program',
    ),
    judged(name === 'sudo' && /-[a-z]*S/.test(line), 0.5, 'gives a password to sudo'),
    judged(
      isRoot &&
        command.before.some((one) => one.name === 'echo') &&
        wrappers.includes('sudo') &&
        hasFlag(command, 'S'),
      0.72,
      'gives a password to sudo',
    ),
    judged(
      name === 'insmod' || (name === 'modprobe' && line.includes('/')),
      0.78,
      'loads a part of the kernel',
    ),
    judged(
      name === 'sysctl' &&
        /core_pattern|kernel\.modprobe|unprivileged_(?:bpf|userns)|randomize_va_space=0|ptrace_scope=0/.test(
          line,
        ),
      0.8,
      'weakens the kernel',
    ),
    judged(/^(?:linux-exploit-suggester|dirtycow|dirtypipe|pwnkit)/.test(name), 0.9, 'tries to become root'),
    judgePreload(command),
  );
}

function judgeMode(command: Invocation): Judgement | undefined {
  const { name } = command;
  const operands = operandsOf(command);
  if (name === 'chmod') {
    const isSetId =
      /^(?:0?[467][0-7]{3}|u?g?[oa]*\+[rwx]*s[rwx]*)$/.test(operands[0] ?? '') &&
      !operands[0]?.startsWith('g+');
    const ofShell = operands
      .slice(1)
      .some((operand) =>
        /\/(?:ba|z|da|k)?sh$|\/python[\d.]*$|\/(?:find|vim?|nano|cp|env|perl)$|^\/tmp\//.test(operand),
      );
    return judged(isSetId, ofShell ? 0.93 : 0.76, 'lets a program run as its owner for everybody');
  }
  if (name === 'setcap')
    return judged(
      /cap_(?:setuid|sys_admin|dac_override|sys_ptrace|dac_read_search|sys_module)|\ball=/.test(
        operands.join(' '),
      ),
      0.88,
      'gives a program powers of root',
    );
  return undefined;
}

function judgeAccounts({ name, args, before, input }: Invocation, line: string): Judgement | undefined {
  switch (name) {
    case 'usermod':
    case 'gpasswd':
    case 'adduser':
    case 'addgroup': {
      const isRoot =
        /\b(?:sudo|wheel|root|admin|shadow|disk)\b/.test(line) && /-\w*[aG]|^\S+ \S+$/.test(line);
      return surest(
        judged(isRoot, 0.78, 'makes an account an administrator'),
        judged(
          /\b(?:docker|lxd)\b/.test(line),
          0.5,
          'gives an account the powers of root by way of containers',
        ),
        judged(
          name === 'usermod' && (comesAfter(line, /-[^\Wo]*o\w* /, /-u ?0/) || /-u ?0\b/.test(line)),
          0.93,
          'makes an account root',
        ),
      );
    }
    case 'useradd':
      return surest(
        judged(/(?:-\w*u ?0|--uid[= ]0)\b/.test(line), 0.95, 'makes a second root'),
        judged(isGroupOfRoot(args), 0.78, 'makes an administrator'),
        { confidence: 0.5, does: 'makes an account' },
      );
    case 'passwd':
      return judged(
        args.includes('-d') || (args.includes('root') && before.length > 0) || args.includes('--stdin'),
        0.78,
        'changes a password',
      );
    case 'chpasswd':
      return judged(before.length > 0 || input !== undefined, 0.84, 'changes a password');
    case 'visudo':
      return judged(!/-f|-c/.test(line) && before.length > 0, 0.8, 'changes who may become root');
    case 'net':
    case 'net1':
      return surest(
        judged(comesAfter(line, /\blocalgroup\b/i, /\/add/i), 0.86, 'makes an account an administrator'),
        judged(comesAfter(line, /\buser\b/i, /\/add/i), 0.8, 'makes an account'),
      );
    case 'dscl':
      return judged(
        comesAfter(line, /-(?:create|append) /i, /admin|uniqueid 0/i),
        0.8,
        'makes an administrator',
      );
    default:
      return undefined;
  }
}

/** Whether an option of the group, or the word after it, names one of those that may become root. */
function isGroupOfRoot(args: readonly string[]): boolean {
  return args.some(
    (arg, index) =>
      /^-\w*G/.test(arg) &&
      /sudo|wheel|root|admin/.test(`${arg.replace(/^-\w*?G/, '')} ${args[index + 1] ?? ''}`),
  );
}

/** Programs that give whoever starts them a shell, when they are asked in the right way. */
function spawns({ name }: Invocation, line: string): boolean {
  if (name === 'find') return /-exec(?:dir)? \S*sh\b/.test(line);
  if (/^(?:vim?|view|nvim|less|more|man|ed|ftp|gdb|git|mysql|psql|sqlite3|nmap|emacs|rvim)$/.test(name))
    return /!|:sh\b|system|shell|--interactive|--eval/.test(line) && shellSpawn.test(line);
  if (name === 'tar') return /--checkpoint-action|--to-command|(?<!\S)-I ?'?\S*sh/.test(line);
  if (name === 'zip') return /-TT/.test(line);
  return name === 'rsync' || name === 'ssh' || name === 'scp'
    ? /(?<!\S)-e '?\S*sh -c|ProxyCommand|-S ?\/tmp/i.test(line)
    : false;
}

function judgePreload({ assignments, args, name }: Invocation): Judgement | undefined {
  const set = [...assignments, ...(name === 'export' || name === 'setx' ? args : [])];
  const loaded = set.find((text) => /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)=./.test(text));
  const isOdd = loaded !== undefined && /=(?:\.|\/tmp|\/dev\/shm|\/var\/tmp|\/home|~)/.test(loaded);
  const started = set.some((text) =>
    /^(?:BASH_ENV|ENV|PERL5OPT|PYTHONSTARTUP|RUBYOPT|NODE_OPTIONS|GIT_SSH_COMMAND|PROMPT_COMMAND|PAGER|GIT_PAGER|EDITOR)=.*(?:\/tmp\/|curl|--require|\bsh -c|base64|\$\()/.test(
      text,
    ),
  );
  return surest(
    judged(loaded !== undefined, isOdd ? 0.84 : 0.58, 'has every program load a library'),
    judged(started, 0.78, 'has every program run another first'),
  );
}

function judgeContainer(command: Invocation, { invocations }: Context): Judgement | undefined {
  const { name, args, wrappers } = command;
  const line = args.join(' ');
  if (/^(?:docker|podman|nerdctl|ctr|crictl)$/.test(name)) {
    const mounts = [
      ...valuesOf(command, '-v', '--volume', '--mount'),
      ...args.filter((arg) => arg.startsWith('type=bind')),
    ];
    const wide = mounts.some(
      (mount) =>
        /^(?:type=bind,.*(?:src|source)=)?\/(?:[:,]|etc(?:[:,]|\/(?:shadow|passwd|sudoers|ssh|kubernetes|pam\.d|cron))|root[:/,]|proc[:/,]|var\/lib\/docker|sys[:/,]|boot[:/,]|home[:,]|dev[:,])/.test(
          mount,
        ) || /^~\/?(?:\.ssh)?:/.test(mount),
    );
    const socket = mounts.some((mount) => /docker\.sock|containerd\.sock|crio\.sock/.test(mount));
    return surest(
      judged(wide, 0.88, 'shows the files of the machine to a container'),
      judged(socket, 0.76, 'lets a container start others'),
      judged(/--privileged\b/.test(line), 0.76, 'gives a container all powers'),
      judged(
        /--(?:pid|ipc|uts|userns|cgroupns)[= ]host\b/.test(line),
        0.8,
        'takes the walls of a container away',
      ),
      judged(
        /--cap-add[= ]?(?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|DAC_READ_SEARCH|NET_ADMIN)/i.test(line),
        /NET_ADMIN/i.test(line) ? 0.5 : 0.8,
        'gives a container powers of root',
      ),
      judged(
        /--security-opt[= ]?(?:seccomp|apparmor)[=:]unconfined|--device[= ]?\/dev\/(?:sd|nvme|mem|kmsg)/.test(
          line,
        ),
        0.8,
        'takes the walls of a container away',
      ),
      judged(/(?:^| )-H ?tcp:\/\//.test(line), 0.7, 'commands another machine without a password'),
    );
  }
  const isEntered = wrappers.includes('nsenter') || name === 'nsenter';
  const all = new Set([name, ...wrappers]);
  return surest(
    judged(isEntered, 0.88, 'enters the spaces of another process'),
    judged(
      all.has('chroot') &&
        /^\/(?:host|mnt|rootfs|proc\/1\/root)/.test(
          line || invocations.map(({ args: said }) => said.join(' ')).join(' '),
        ),
      0.8,
      'leaves the container for its machine',
    ),
    judged(
      args.some(
        (arg) =>
          /\/proc\/1\/(?:root|cwd)|release_agent|docker\.sock|containerd\.sock/.test(arg) ||
          comesAfter(arg, /\/sys\/fs\/cgroup\//, /notify_on_release|devices\.allow/),
      ) && !/^(?:ls|test|stat)$/.test(name),
      0.82,
      'reaches for what is outside of the container',
    ),
    judged(
      command.redirects.some(({ target }) =>
        /release_agent|notify_on_release|\/proc\/1\/root/.test(target.text),
      ),
      0.93,
      'leaves the container for its machine',
    ),
    judged(
      name === 'mount' &&
        operandsOf(command).some((operand) => /^\/dev\/(?:[sv]d|nvme|xvd|dm-)/.test(operand)) &&
        /(?:\/mnt|\/host|\/tmp)/.test(line),
      0.72,
      'mounts a disk of the machine',
    ),
    judged(
      name === 'mount' && /cgroup/.test(line) && /rdma|memory|-o/.test(line),
      0.82,
      'leaves the container for its machine',
    ),
    judged(
      all.has('unshare') && /(?:^|-)\w*U/.test(line) && /C|m/.test(line),
      0.72,
      'makes itself root in a space of its own',
    ),
    judged(
      name === 'kubectl' && /hostPath|hostPID|privileged"?:\s?true|"hostNetwork"/.test(line),
      0.86,
      'takes the walls of a container away',
    ),
    judged(name === 'debugfs' || name === 'fsck.cramfs', 0.74, 'reads a disk below its file system'),
  );
}

/** Becoming root, and leaving a container. */
export const privilegeRules: readonly CommandRule[] = [
  commandRule({
    id: 'privilege-escalation',
    title: 'A way to become root',
    severity: 'critical',
    confidence: 0.72,
    why: 'The command gives a program or an account powers that it did not have, and that stay.',
    references: ['T1548', 'T1136', 'CWE-250', 'CWE-269'],
    finds: [
      'echo "agent ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers',
      'chmod u+s /bin/bash',
      'useradd -o -u 0 -g 0 toor',
      'sudo find . -exec /bin/sh \\;',
      'LD_PRELOAD=/tmp/x.so ls',
    ],
    passes: [
      'sudo apt install -y jq',
      'sudo systemctl restart nginx',
      'chmod g+s shared',
      'passwd',
      'sudo -u postgres psql',
    ],
    judge: judgePrivilege,
  }),
  commandRule({
    id: 'container-escape',
    title: 'A way out of a container',
    severity: 'critical',
    confidence: 0.72,
    why: 'The command takes away what keeps a container apart from its machine, or reaches past it.',
    references: ['T1611', 'CWE-250'],
    finds: [
      'docker run -v /:/host -it alpine chroot /host sh',
      'docker run --privileged --pid=host ubuntu',
      'nsenter -t 1 -m -u -i -n sh',
      'echo /cmd > /tmp/cgrp/release_agent',
      'curl --unix-socket /var/run/docker.sock http://x/containers/json',
    ],
    passes: [
      'docker run --rm -v $(pwd):/data python:3.12 python /data/a.py',
      'docker compose up -d',
      'docker ps',
      'podman build -t app .',
    ],
    judge: judgeContainer,
  }),
];
