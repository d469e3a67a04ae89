import { dirname, join } from 'node:path';
import { describeWith } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';

import { defaultSandboxLimits } from '../../src/limits.js';
import { runnerKind } from '../../src/process/children.js';
import { findJail } from '../../src/process/jail.js';
import { ProcessChannel } from '../../src/process/process-channel.js';
import { assemble } from '../../src/process/seccomp/assembler.js';
import { deniedSyscalls } from '../../src/process/seccomp/denied-syscalls.js';
import { deniedNumbers, seccompFilter, type FilterArchitecture } from '../../src/process/seccomp/filter.js';
import { suiteFolder } from './harness.js';
import { payloadAddress, write32BitPayload, writePayload, type NativeCall } from './native-payload.js';

const folder = suiteFolder();
const [EPERM, ENOSYS] = [-1, -38];
const allow = 0x7fff0000;
const killProcess = 0x80000000;
const failed = (error: number): number => 0x00050000 - error;

/** What the kernel would do, by the meaning of the instructions in `linux/filter.h`. */
function evaluate(filter: Buffer, call: { architecture: number; number: number; args?: number[] }): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call.number >>> 0, 0);
  data.writeUInt32LE(call.architecture >>> 0, 4);
  for (const [index, argument] of (call.args ?? []).entries())
    data.writeBigUInt64LE(BigInt(argument), 16 + index * 8);
  let accumulator = 0;
  for (let at = 0; at < filter.length; at += 8) {
    const value = filter.readUInt32LE(at + 4);
    const code = filter.readUInt16LE(at);
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    else {
      const holds =
        code === 0x15
          ? accumulator === value
          : code === 0x25
            ? accumulator > value
            : (accumulator & value) >>> 0 !== 0;
      at += filter.readUInt8(at + (holds ? 2 : 3)) * 8;
    }
  }
  throw new Error('the filter ends without an answer');
}

const architectures: [
  FilterArchitecture,
  audit: number,
  clone: number,
  ioctl: number,
  read: number,
  mmap: number,
][] = [
  ['x64', 0xc000003e, 56, 16, 0, 9],
  ['arm64', 0xc00000b7, 220, 29, 63, 222],
];

describe.each(architectures)('the seccomp filter for %s', (name, architecture, clone, ioctl, read, mmap) => {
  const filter = seccompFilter(name) ?? Buffer.alloc(0);
  const ask = (number: number, ...args: number[]): number => evaluate(filter, { architecture, number, args });

  it('denies each call of the table and no other', () => {
    const denied = new Set(deniedNumbers(name));
    expect(denied.size).toBe(deniedNumbers(name).length);
    for (let number = 0; number <= 462; number += 1) {
      if ([clone, ioctl, 435].includes(number)) continue;
      expect([number, ask(number)]).toEqual([number, denied.has(number) ? failed(EPERM) : allow]);
    }
  });

  it('lets through what Node cannot do without', () => {
    expect([ask(read), ask(mmap)]).toEqual([allow, allow]);
  });

  it('lets clone make threads alone, and has no clone3', () => {
    const [thread, process, user] = [0x3d0f00, 0x11, 0x10000011];
    expect([ask(clone, thread), ask(clone, process), ask(clone, user)]).toEqual([
      allow,
      failed(EPERM),
      failed(EPERM),
    ]);
    expect(ask(435)).toBe(failed(ENOSYS));
  });

  it('does not type into a terminal', () => {
    expect([ask(ioctl, 0, 0x5412), ask(ioctl, 0, 0x541c), ask(ioctl, 0, 0x5401)]).toEqual([
      failed(EPERM),
      failed(EPERM),
      allow,
    ]);
  });

  it('knows no call that is newer than itself, and ends a process of another architecture', () => {
    expect([ask(463), ask(0x3fffffff)]).toEqual([failed(ENOSYS), failed(ENOSYS)]);
    expect(evaluate(filter, { architecture: 0x40000003, number: read })).toBe(killProcess);
    expect(ask(0x40000000 + read)).toBe(name === 'x64' ? killProcess : failed(ENOSYS));
  });
});

describe('the assembler', () => {
  it('refuses labels that are missing, behind or too far', () => {
    const jump = { do: 'jump', when: 'equal', value: 1, to: 'there' } as const;
    const label = { do: 'label', name: 'there' } as const;
    const end = { do: 'return', action: 0 } as const;
    expect(() => assemble([jump, end])).toThrow(RangeError);
    expect(() => assemble([label, end, jump])).toThrow(RangeError);
    expect(() => assemble([jump, ...Array.from({ length: 256 }, () => end), label, end])).toThrow(RangeError);
    expect(() => assemble(Array.from({ length: 4097 }, () => end))).toThrow(RangeError);
    expect(assemble([jump, ...Array.from({ length: 255 }, () => end), label, end]).length).toBe(257 * 8);
  });

  it('has no filter for an architecture whose numbers we do not know', () => {
    expect(seccompFilter('riscv64')).toBeUndefined();
  });
});

describe('the table of denied calls', () => {
  it('says why of each', () => {
    for (const { reason, calls } of deniedSyscalls) {
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
      expect(Object.keys(calls).length).toBeGreaterThan(0);
    }
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('on this kernel', () => {
  describeWith('bwrap', 'native code that runs free in the jail', (command) => {
    const payload = join(folder, 'payload');

    /** What the payload writes, and how bwrap ends. */
    async function run(filtered: boolean): Promise<bigint[]> {
      const jail = await findJail('bubblewrap', { production: true, path: [dirname(command)] });
      const kind = runnerKind(defaultSandboxLimits, folder);
      const launch = jail.launch({
        ...kind,
        mounts: { ...kind.mounts, readable: [...kind.mounts.readable, { from: payload, to: '/payload' }] },
      });
      const args = [...launch.args.slice(0, launch.args.lastIndexOf('--') + 1), '/payload'];
      const { filter: _filter, ...unfiltered } = launch;
      const channel = filtered
        ? new ProcessChannel({ ...launch, args }, 1000)
        : new ProcessChannel(
            { ...unfiltered, args: args.filter((arg) => arg !== '--seccomp' && arg !== '3') },
            1000,
          );
      const chunks: Buffer[] = [];
      channel.onOutput((chunk) => chunks.push(chunk));
      await channel.ended;
      const bytes = Buffer.concat(chunks);
      return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readBigInt64LE(index * 8));
    }

    async function call(calls: readonly NativeCall[], filtered: boolean): Promise<number[]> {
      writePayload(payload, calls);
      return (await run(filtered)).slice(0, calls.length).map(Number);
    }

    it('is refused every call of the table', async () => {
      const numbers = deniedNumbers('x64');
      const results = await call(
        numbers.map((number) => [number]),
        true,
      );
      expect(numbers.map((number, index) => [number, results[index]])).toEqual(
        numbers.map((number) => [number, EPERM]),
      );
    });

    /** Each with arguments with which the kernel would do it. */
    const attacks: [title: string, ...NativeCall][] = [
      ['an internet socket', 41, 2, 1, 0],
      ['a unix socket', 41, 1, 1, 0],
      ['a netlink socket', 41, 16, 3, 0],
      ['a pair of sockets', 53, 1, 1, 0, payloadAddress + 0x10000],
      ['a fork', 57],
      ['a clone that is a process', 56, 17],
      ['a namespace of its own', 272, 0x10000000],
      ['to be traced', 101, 0],
      ['a ring of operations', 425, 8, payloadAddress + 0x10000],
      ['a file in memory', 319, payloadAddress],
      ['a handle of a process', 434, 1],
      ['a personality', 135, 0xffffffff],
      ['a name for messages', 68, 0, 0o600 + 0o1000],
    ];

    it.each(attacks)('does not get %s', async (_title, ...attack) => {
      const [free = Number.NaN] = await call([attack], false);
      // Without the filter the jail alone would let it through: this test shows that the filter is what stops it.
      expect(free).not.toBe(EPERM);
      expect(await call([attack], true)).toEqual([EPERM]);
    });

    it('cannot fork until the machine is full', async () => {
      const results = await call(
        Array.from({ length: 500 }, (_, index): NativeCall => (index % 2 === 0 ? [57] : [56, 17])),
        true,
      );
      expect(results).toEqual(Array.from({ length: 500 }, () => EPERM));
    });

    it('takes the older form of calls whose flags cannot be seen, and finds none that are newer', async () => {
      expect(await call([[435], [463], [500]], true)).toEqual([ENOSYS, ENOSYS, ENOSYS]);
    });

    it('ends when it calls by the convention of another architecture', async () => {
      expect(await call([[0x40000000 + 39], [39]], true)).toEqual([]);
      write32BitPayload(payload, 20);
      expect(await run(true)).toEqual([]);
    });

    it('keeps what is harmless: its own number, the time, memory', async () => {
      const [pid = 0, memory = 0] = await call([[39], [9, 0, 4096, 3, 0x22, 0xffffffff]], true);
      expect(pid).toBeGreaterThan(0);
      expect(memory).toBeGreaterThan(0);
    });
  });
});
