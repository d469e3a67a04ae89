import { assemble, type Step } from './assembler.js';
import { deniedSyscalls } from './denied-syscalls.js';

/** Architectures for which there is a filter, as Node names them. */
export type FilterArchitecture = 'x64' | 'arm64';

interface Numbers {
  /** `AUDIT_ARCH_*` of `linux/audit.h`. */
  audit: number;
  clone: number;
  clone3: number;
  ioctl: number;
}

const numbers: Record<FilterArchitecture, Numbers> = {
  x64: { audit: 0xc000003e, clone: 56, clone3: 435, ioctl: 16 },
  arm64: { audit: 0xc00000b7, clone: 220, clone3: 435, ioctl: 29 },
};

/** Offsets in `struct seccomp_data`; of an argument, the lower half. */
const offsetOf = { number: 0, architecture: 4, argument0: 16, argument1: 24 } as const;

/** What the kernel does: `SECCOMP_RET_*` of `linux/seccomp.h`, with an error number where it takes one. */
const killProcess = 0x80000000;
const allow = 0x7fff0000;
const fail = (error: number): number => 0x00050000 | error;
const EPERM = 1;
const ENOSYS = 38;

/** The last system call that the table has been written with in view (`mseal`, Linux 6.10). */
const newestKnown = 462;
/** Set in the numbers of the x32 calls, a second set of all calls on x86-64. */
const x32Bit = 0x40000000;
const cloneThread = 0x00010000;
/** Terminal requests that type into the terminal of whoever started us. */
const typingRequests = { TIOCSTI: 0x5412, TIOCLINUX: 0x541c } as const;

/**
 * The seccomp filter of a child, as `bwrap --seccomp` takes it. `undefined` for architectures that we have no numbers for.
 *
 * A call by another architecture's convention ends the process, since its numbers mean other calls. Denied calls fail with
 * EPERM. `clone` makes threads only. `clone3`, whose flags lie in memory where a filter cannot look, and calls newer than
 * the table fail with ENOSYS, upon which the C library takes their older form.
 *
 * `execve` is allowed: bwrap itself starts Node after it has put the filter in place, and a filter keeps no count. What
 * stands instead: nothing but Node can be started, because the jail shows no other program and, without a writable file
 * system and `memfd_create`, none can be made; and a program started so would be the same process, under the same filter.
 */
export function seccompFilter(architecture: string): Buffer | undefined {
  return architecture === 'x64' || architecture === 'arm64' ? assemble(stepsFor(architecture)) : undefined;
}

function stepsFor(architecture: FilterArchitecture): Step[] {
  const { audit, clone, clone3, ioctl } = numbers[architecture];
  return [
    load('architecture'),
    equal(audit, 'known-architecture'),
    { do: 'return', action: killProcess },
    { do: 'label', name: 'known-architecture' },
    load('number'),
    ...(architecture === 'x64' ? [anyBitOf(x32Bit, 'kill')] : []),
    above(newestKnown, 'unknown'),
    equal(clone3, 'unknown'),
    equal(clone, 'clone'),
    equal(ioctl, 'ioctl'),
    ...deniedNumbers(architecture).map((number) => equal(number, 'denied')),
    { do: 'return', action: allow },
    { do: 'label', name: 'clone' },
    load('argument0'),
    anyBitOf(cloneThread, 'allowed'),
    { do: 'return', action: fail(EPERM) },
    { do: 'label', name: 'ioctl' },
    load('argument1'),
    ...Object.values(typingRequests).map((request) => equal(request, 'denied')),
    { do: 'label', name: 'allowed' },
    { do: 'return', action: allow },
    { do: 'label', name: 'denied' },
    { do: 'return', action: fail(EPERM) },
    { do: 'label', name: 'unknown' },
    { do: 'return', action: fail(ENOSYS) },
    { do: 'label', name: 'kill' },
    { do: 'return', action: killProcess },
  ];
}

/** The numbers of the denied calls on an architecture. */
export function deniedNumbers(architecture: FilterArchitecture): number[] {
  const column = architecture === 'x64' ? 0 : 1;
  return deniedSyscalls.flatMap(({ calls }) => Object.values(calls).flatMap((call) => call[column] ?? []));
}

const load = (field: keyof typeof offsetOf): Step => ({ do: 'load', offset: offsetOf[field] });
const equal = (value: number, to: string): Step => ({ do: 'jump', when: 'equal', value, to });
const above = (value: number, to: string): Step => ({ do: 'jump', when: 'above', value, to });
const anyBitOf = (value: number, to: string): Step => ({ do: 'jump', when: 'any-bit-of', value, to });
