/** One step of a filter, before its labels are resolved. */
export type Step =
  | { do: 'label'; name: string }
  /** Loads the 32-bit word at an offset of `struct seccomp_data`. */
  | { do: 'load'; offset: number }
  /** Goes to a label when the loaded word compares so with the value, and on to the next step otherwise. */
  | { do: 'jump'; when: 'equal' | 'above' | 'any-bit-of'; value: number; to: string }
  /** Ends the filter with what the kernel is to do. */
  | { do: 'return'; action: number };

/** A classic BPF instruction: `struct sock_filter` of `linux/filter.h`. */
interface Instruction {
  code: number;
  jumpTrue: number;
  value: number;
}

/** Operation codes of `linux/bpf_common.h`: class, size, mode and comparison added up. */
const loadWordAbsolute = 0x20;
const returnConstant = 0x06;
const jumpCodes = { equal: 0x15, above: 0x25, 'any-bit-of': 0x45 } as const;

const instructionBytes = 8;
/** A jump's distance is one byte. */
const longestJump = 255;
/** `BPF_MAXINSNS` of the kernel. */
const mostInstructions = 4096;

/**
 * Turns steps into the bytes that `seccomp(2)` takes, an array of little-endian `struct sock_filter`: both architectures
 * that we know are little-endian.
 *
 * @throws RangeError for a label that is not there, lies behind or is too far, and for a filter that the kernel would refuse.
 */
export function assemble(steps: readonly Step[]): Buffer {
  const places = placesOf(steps);
  const instructions: Instruction[] = [];
  for (const step of steps) {
    if (step.do !== 'label') instructions.push(instructionOf(step, instructions.length, places));
  }
  if (instructions.length > mostInstructions) {
    throw new RangeError(
      `A filter has at most ${mostInstructions} instructions, not ${instructions.length}.`,
    );
  }
  const bytes = Buffer.alloc(instructions.length * instructionBytes);
  for (const [index, { code, jumpTrue, value }] of instructions.entries()) {
    const at = index * instructionBytes;
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(jumpTrue, at + 2);
    bytes.writeUInt32LE(value, at + 4);
  }
  return bytes;
}

/** The number of the instruction that follows each label. */
function placesOf(steps: readonly Step[]): Map<string, number> {
  const places = new Map<string, number>();
  let next = 0;
  for (const step of steps) {
    if (step.do === 'label') places.set(step.name, next);
    else next += 1;
  }
  return places;
}

function instructionOf(
  step: Exclude<Step, { do: 'label' }>,
  index: number,
  places: Map<string, number>,
): Instruction {
  if (step.do === 'load') return { code: loadWordAbsolute, jumpTrue: 0, value: step.offset };
  if (step.do === 'return') return { code: returnConstant, jumpTrue: 0, value: step.action };
  const distance = (places.get(step.to) ?? Number.NaN) - index - 1;
  if (!(distance >= 0 && distance <= longestJump)) {
    throw new RangeError(`The label ${step.to} cannot be reached from instruction ${index}.`);
  }
  return { code: jumpCodes[step.when], jumpTrue: distance, value: step.value };
}
