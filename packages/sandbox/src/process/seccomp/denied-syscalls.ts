/** System calls that a child has no use for, and why it must not have them. */
export interface DeniedSyscalls {
  reason: string;
  /** The calls' numbers on x86-64 and on aarch64; `undefined` where an architecture has no such call. */
  calls: Record<string, readonly [x64: number, arm64?: number]>;
}

/**
 * All system calls that fail with EPERM in a child. What Node, V8 and polars use is not here; calls that need looking at
 * their arguments (`clone`, `clone3`, `ioctl`) and those newer than this table are treated in `filter.ts`.
 */
export const deniedSyscalls: readonly DeniedSyscalls[] = [
  {
    reason: 'Talks to the network or to another process. The pipes of a child are open before it starts.',
    calls: {
      socket: [41, 198],
      socketpair: [53, 199],
      connect: [42, 203],
      bind: [49, 200],
      listen: [50, 201],
      accept: [43, 202],
      accept4: [288, 242],
      sendto: [44, 206],
      recvfrom: [45, 207],
      recvmmsg: [299, 243],
      sendmmsg: [307, 269],
    },
  },
  {
    reason: 'Passes open files to whoever is at the other end of a pipe, or takes them.',
    calls: { sendmsg: [46, 211], recvmsg: [47, 212] },
  },
  {
    reason: 'Makes another process, which no watchdog knows.',
    calls: { fork: [57], vfork: [58] },
  },
  {
    reason: 'Starts a program from an open file, or makes a file in memory to start one from.',
    calls: { execveat: [322, 281], memfd_create: [319, 279], memfd_secret: [447, 447], uselib: [134] },
  },
  {
    reason: 'Reads, writes or controls another process.',
    calls: {
      ptrace: [101, 117],
      process_vm_readv: [310, 270],
      process_vm_writev: [311, 271],
      process_madvise: [440, 440],
      kcmp: [312, 272],
      pidfd_open: [434, 434],
      pidfd_getfd: [438, 438],
      pidfd_send_signal: [424, 424],
    },
  },
  {
    reason: 'Changes what the file system looks like.',
    calls: {
      mount: [165, 40],
      umount2: [166, 39],
      pivot_root: [155, 41],
      chroot: [161, 51],
      move_mount: [429, 429],
      open_tree: [428, 428],
      fsopen: [430, 430],
      fsconfig: [431, 431],
      fsmount: [432, 432],
      fspick: [433, 433],
      mount_setattr: [442, 442],
      mknod: [133],
      mknodat: [259, 33],
      quotactl: [179, 60],
      quotactl_fd: [443, 443],
    },
  },
  {
    reason: 'Opens files by number, past the paths of the jail, or watches those of others.',
    calls: {
      name_to_handle_at: [303, 264],
      open_by_handle_at: [304, 265],
      fanotify_init: [300, 262],
      fanotify_mark: [301, 263],
      lookup_dcookie: [212, 18],
    },
  },
  {
    reason: 'Enters or makes a namespace, in which it would be root again.',
    calls: { unshare: [272, 97], setns: [308, 268] },
  },
  {
    reason: 'Does what other calls do without passing this filter, and has been a source of kernel bugs.',
    calls: { io_uring_setup: [425, 425], io_uring_enter: [426, 426], io_uring_register: [427, 427] },
  },
  {
    reason: 'Is a part of the kernel that exploits like to use and that we do not.',
    calls: {
      bpf: [321, 280],
      userfaultfd: [323, 282],
      perf_event_open: [298, 241],
      add_key: [248, 217],
      request_key: [249, 218],
      keyctl: [250, 219],
      splice: [275, 76],
      tee: [276, 77],
      vmsplice: [278, 75],
      personality: [135, 92],
      modify_ldt: [154],
      remap_file_pages: [216, 234],
      migrate_pages: [256, 238],
      move_pages: [279, 239],
      nfsservctl: [180, 42],
      sysfs: [139],
      ustat: [136],
      _sysctl: [156],
    },
  },
  {
    reason: 'Shares memory or messages under a name that other processes can find.',
    calls: {
      shmget: [29, 194],
      shmat: [30, 196],
      shmctl: [31, 195],
      semget: [64, 190],
      semop: [65, 193],
      semctl: [66, 191],
      semtimedop: [220, 192],
      msgget: [68, 186],
      msgsnd: [69, 189],
      msgrcv: [70, 188],
      msgctl: [71, 187],
      mq_open: [240, 180],
      mq_unlink: [241, 181],
    },
  },
  {
    reason: 'Changes the machine: its modules, clock, name, swap, ports or power.',
    calls: {
      init_module: [175, 105],
      finit_module: [313, 273],
      create_module: [174],
      delete_module: [176, 106],
      kexec_load: [246, 104],
      kexec_file_load: [320, 294],
      reboot: [169, 142],
      swapon: [167, 224],
      swapoff: [168, 225],
      acct: [163, 89],
      syslog: [103, 116],
      vhangup: [153, 58],
      settimeofday: [164, 170],
      clock_settime: [227, 112],
      clock_adjtime: [305, 266],
      adjtimex: [159, 171],
      sethostname: [170, 161],
      setdomainname: [171, 162],
      iopl: [172],
      ioperm: [173],
    },
  },
];
