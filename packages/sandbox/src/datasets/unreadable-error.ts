/** A file that is not what its name says, or too large. The message is for a person and names no folder. */
export class UnreadableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableError';
  }
}
