import { existsSync, readFileSync } from 'node:fs';
import { limits } from '../limits.js';
import { printable } from './messages.js';
import { errorCodes, refuse, type Refusal } from './refusal.js';

/** Refuses every request while it is on: by a file that is there, or by {@link KillSwitch.toggle}. */
export class KillSwitch {
  readonly #file: string;
  #isOn = false;

  /** @param file its first line may say why. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Turns it on by hand, or off again. Gives whether it is on. */
  toggle(): boolean {
    this.#isOn = !this.#isOn;
    return this.#isOn;
  }

  check(): Refusal | undefined {
    const isByFile = existsSync(this.#file);
    if (!isByFile && !this.#isOn) return undefined;
    const reason = isByFile ? this.#reason() : '';
    return refuse(errorCodes.stopped, {
      rule: 'kill-switch',
      title: 'Kill switch',
      message: `everything is stopped by the kill switch${reason === '' ? '' : `: ${reason}`}`,
      remedy: isByFile
        ? `Do not try again. A person lifts it by removing ${this.#file}.`
        : 'Do not try again. A person lifts it by sending SIGUSR2 once more.',
      direction: 'client-to-server',
    });
  }

  #reason(): string {
    try {
      const [line = ''] = readFileSync(this.#file, 'utf8').slice(0, limits.reasonCharacters).split('\n');
      return printable(line.trim());
    } catch {
      // A switch that cannot be read is on all the same.
      return '';
    }
  }
}
