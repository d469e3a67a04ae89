import { writeFileSync } from 'node:fs';

/** A system call that a payload makes: its number and its first arguments; the others are 0. */
export type NativeCall = readonly [number: number, ...args: number[]];

/** Where the payload lies in memory. Also a pointer to a text, which begins with `\x7fELF`. */
export const payloadAddress = 0x400000;
const headerBytes = 64 + 56;
const writeCall = 1;
const exitGroupCall = 231;
const arguments_ = ['bf', 'be', 'ba', '41ba', '41b8', '41b9'];

/**
 * Writes a program for x86-64 Linux that makes these calls one after the other, writes what each gave to standard output
 * as 64-bit numbers, and ends. It stands for native code that runs free in a child, and needs no compiler.
 */
export function writePayload(path: string, calls: readonly NativeCall[]): void {
  const body = calls.flatMap(([number, ...args], index) => [
    ...loadCall(number, args),
    '0f05', // syscall
    `488983${dword(index * 8)}`, // mov [rbx + index * 8], rax
  ]);
  const end = [
    ...loadCall(writeCall, [1, 0, calls.length * 8]),
    '4889de', // mov rsi, rbx
    '0f05',
    ...loadCall(exitGroupCall, [0]),
    '0f05',
  ];
  writeProgram(path, [...body, ...end]);
}

/** A program that makes one call by the convention of 32-bit x86, whose numbers mean other calls. */
export function write32BitPayload(path: string, number: number): void {
  writeProgram(path, [`b8${dword(number)}`, 'cd80', ...loadCall(exitGroupCall, [0]), '0f05']);
}

/** mov eax, number; mov edi, …; mov esi, …; and so on. */
function loadCall(number: number, args: readonly number[]): string[] {
  return [
    `b8${dword(number)}`,
    ...arguments_.map((register, index) => `${register}${dword(args[index] ?? 0)}`),
  ];
}

function dword(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes.toString('hex');
}

/** An ELF file of one segment, with room for results after the code. */
function writeProgram(path: string, hex: readonly string[]): void {
  const code = Buffer.from(hex.join(''), 'hex');
  const size = headerBytes + 10 + code.length;
  const results = payloadAddress + Math.ceil(size / 4096) * 4096;
  const file = Buffer.alloc(size);
  Buffer.from('7f454c46020101', 'hex').copy(file);
  file.writeUInt16LE(2, 16); // an executable
  file.writeUInt16LE(62, 18); // x86-64
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(payloadAddress + headerBytes), 24); // entry
  file.writeBigUInt64LE(64n, 32); // program headers
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  file.writeUInt32LE(1, 64); // PT_LOAD
  file.writeUInt32LE(7, 68); // read, write, execute
  file.writeBigUInt64LE(BigInt(payloadAddress), 80);
  file.writeBigUInt64LE(BigInt(payloadAddress), 88);
  file.writeBigUInt64LE(BigInt(size), 96);
  file.writeBigUInt64LE(BigInt(results - payloadAddress + 65_536), 104);
  file.writeBigUInt64LE(4096n, 112);
  Buffer.from('48bb', 'hex').copy(file, headerBytes); // mov rbx, results
  file.writeBigUInt64LE(BigInt(results), headerBytes + 2);
  code.copy(file, headerBytes + 10);
  writeFileSync(path, file, { mode: 0o755 });
}
