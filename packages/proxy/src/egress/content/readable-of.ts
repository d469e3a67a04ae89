import { Readable } from 'node:stream';

/** A stream of what a generator yields, which can be given up while the generator waits. @param close ends the wait */
export function readableOf(pieces: AsyncGenerator<Buffer>, close: () => void): Readable {
  return new Readable({
    read() {
      pieces.next().then(
        ({ done, value }) => this.push(done === true ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, done) {
      close();
      letGo(pieces);
      done(error);
    },
  });
}

/** Has a generator run its last lines. What it still fails with is the end of its source, which was meant. */
function letGo(pieces: AsyncGenerator<Buffer>): void {
  pieces.return(undefined).catch(() => undefined);
}
