import { existsSync, readFileSync } from 'node:fs';
import type { KillSwitchSettings } from '@sallyport/guard';
import { limits } from '../limits.js';
import { printable } from './messages.js';
import { errorCodes, refuse, type Refusal } from './refusal.js';

/** Refuses every request while it is on: by a file that is there, or by {@link KillSwitch.toggle}. */
export class KillSwitch {
  readonly #file: string;
  /** What the configuration says of it; may be changed at any time. */
  settings: KillSwitchSettings;
  #isOn = false;

  /**
   * @param file its first line may say why.
   * @param settings what the configuration says of it: on for good, another file, other words.
   */
  constructor(file: string, settings: KillSwitchSettings = { enabled: false }) {
    this.#file = file;
    this.settings = settings;
  }

  /** Turns it on by hand, or off again. Gives whether it is on. */
  toggle(): boolean {
    this.#isOn = !this.#isOn;
    return this.#isOn;
  }

  check(): Refusal | undefined {
    const { enabled, sentinelFile, message = 'everything is stopped by the kill switch' } = this.settings;
    const file = [this.#file, sentinelFile].find((one) => one !== undefined && existsSync(one));
    if (file === undefined && !this.#isOn && !enabled) return undefined;
    const reason = file === undefined ? '' : reasonIn(file);
    return refuse(errorCodes.stopped, {
      rule: 'kill-switch',
      title: 'Kill switch',
      message: `${message}${reason === '' ? '' : `: ${reason}`}`,
      remedy: `Do not try again. A person lifts it by ${howToLift(file, enabled)}.`,
      direction: 'client-to-server',
    });
  }
}

function howToLift(file: string | undefined, isByConfiguration: boolean): string {
  if (file !== undefined) return `removing ${file}`;
  return isByConfiguration ? 'setting kill_switch.enabled to false' : 'sending SIGUSR2 once more';
}

function reasonIn(file: string): string {
  try {
    const [line = ''] = readFileSync(file, 'utf8').slice(0, limits.reasonCharacters).split('\n');
    return printable(line.trim());
  } catch {
    // A switch that cannot be read is on all the same.
    return '';
  }
}
