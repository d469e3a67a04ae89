import { GuardError, GuardErrorCode } from '../errors.js';

/** One definition that is trusted. */
export interface Pin {
  digest: string;
  /** The whole definition, for showing what a later one changes. */
  definition: unknown;
}

/** Everything pinned of one server, and what waits to be approved. */
export interface PinRecord {
  version: 1;
  server: string;
  instructions: Pin | undefined;
  tools: Record<string, Pin>;
  /** Per tool what the server showed instead of the pinned definition, or beside it. */
  waiting: Record<string, Pin>;
  waitingInstructions: Pin | undefined;
}

/** The pin of that name; a tool may be called `constructor`, so only own members count. */
export function ownPin(pins: Readonly<Record<string, Pin>>, name: string): Pin | undefined {
  return Object.hasOwn(pins, name) ? pins[name] : undefined;
}

/** Reads the text of a pin file. @throws {GuardError} `pins-unreadable`: an unreadable pin is never taken for none. */
export function parsePinRecord(text: string, path: string): PinRecord {
  let value: unknown;
  let cause: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    cause = error;
  }
  if (isRecord(value)) {
    return {
      version: 1,
      server: value.server,
      instructions: value.instructions,
      tools: value.tools,
      waiting: value.waiting,
      waitingInstructions: value.waitingInstructions,
    };
  }
  const message = `The pin file ${path} is damaged. Move it away to have the server pinned anew at its next use.`;
  throw new GuardError(GuardErrorCode.PinsUnreadable, message, { cause });
}

function isRecord(value: unknown): value is PinRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { version, server, instructions, tools, waiting, waitingInstructions } = value as Record<
    string,
    unknown
  >;
  return (
    version === 1 &&
    typeof server === 'string' &&
    isPins(tools) &&
    isPins(waiting) &&
    (instructions === undefined || isPin(instructions)) &&
    (waitingInstructions === undefined || isPin(waitingInstructions))
  );
}

function isPins(value: unknown): value is Record<string, Pin> {
  return typeof value === 'object' && value !== null && Object.values(value).every(isPin);
}

function isPin(value: unknown): value is Pin {
  return typeof value === 'object' && value !== null && typeof (value as Pin).digest === 'string';
}
