import { stripFindings } from '@sallyport/guard';
import { scanText, type Finding } from '@sallyport/scanner';
import { EventMemory } from './event-memory.js';
import { textOptions, type ContentScan } from './scan-options.js';

/** What was found in one event. */
export interface ScannedEvent {
  readonly findings: Finding[];
  /** Whether some of it shows only together with what came before. */
  readonly isAcross: boolean;
  /** The event without what the findings tell of; undefined where that cannot be. */
  strip(findings: readonly Finding[]): Buffer | undefined;
}

/** Fields that say nothing: a name, a number, an id. */
const plainField = /^(?:event|id|retry):? ?[\w.:-]{0,64}$/;
const dataField = /^data(?:: ?|$)/;

/** Looks at the events of one stream, each by itself and with what it carries on. */
export class EventScan {
  readonly #scan: ContentScan;
  readonly #kind: 'events' | 'lines';
  readonly #memory = new EventMemory();

  constructor(kind: 'events' | 'lines', scan: ContentScan) {
    this.#kind = kind;
    this.#scan = scan;
  }

  look(event: Buffer): ScannedEvent {
    const text = event.toString('utf8');
    const { data, others } = this.#kind === 'events' ? partsOf(text) : { data: text.trim(), others: '' };
    if (data === '' && others === '') return nothing;
    const own = [...this.#found(data), ...this.#found(others)];
    const carried = this.#foundAcross(data);
    return {
      findings: [...own, ...carried],
      isAcross: carried.length > 0,
      strip: (findings) => {
        // What lies across events has gone in part; what lies in a comment is no loss, but no text of ours either.
        if (carried.length > 0 || findings.some((finding) => !own.includes(finding))) return undefined;
        const stripped = stripFindings(data, findings);
        if (typeof stripped !== 'string') return undefined;
        return Buffer.from(this.#kind === 'events' ? withData(text, stripped) : `${stripped}\n`);
      },
    };
  }

  #found(text: string): Finding[] {
    if (text.length < 8) return [];
    return scanText(text, textOptions(this.#scan));
  }

  #foundAcross(data: string): Finding[] {
    const found: Finding[] = [];
    for (const { path, before, added } of this.#memory.take(data)) {
      const across = this.#found(before + added).filter(
        ({ start, end }) => start < before.length && end > before.length,
      );
      found.push(...across.map((finding) => Object.assign(finding, { pointer: path })));
    }
    return found;
  }
}

const nothing: ScannedEvent = { findings: [], isAcross: false, strip: () => undefined };

function partsOf(event: string): { data: string; others: string } {
  const lines = event.split(/\r\n|\r|\n/).filter((line) => line !== '');
  const data = lines.filter((line) => dataField.test(line)).map((line) => line.replace(dataField, ''));
  const others = lines.filter((line) => !dataField.test(line) && !plainField.test(line));
  return { data: data.join('\n'), others: others.join('\n') };
}

/** The event with other data, in the place of the first of its data lines. */
function withData(event: string, data: string): string {
  const lines = event.split(/\r\n|\r|\n/).filter((line) => line !== '');
  const at = lines.findIndex((line) => dataField.test(line));
  const rest = lines.filter((line) => !dataField.test(line));
  rest.splice(at, 0, ...data.split('\n').map((line) => `data: ${line}`));
  return `${rest.join('\n')}\n\n`;
}
