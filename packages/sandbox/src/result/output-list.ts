import { chartFromValue, FrameCapability, type ChartCapability } from '../facade/index.js';
import { Capability, type GuestValue } from '../language/index.js';
import type { SandboxLimits } from '../limits.js';
import type { Table } from '../plan/index.js';
import type { Chart, Json, Output } from '../types.js';
import type { ComputeFrame } from './compute-frame.js';
import { cutTable } from './cut.js';
import { invalidResult } from './invalid-result.js';
import { joined, PartFinder, partsOf, type Parts } from './parts.js';
import { tableFromRecords } from './records.js';
import { JsonConverter } from './to-json.js';

/** Stands between the names of an object in an object. */
const titleSeparator = ' · ';

/**
 * What a run gives back, in order and within the limits. Values are converted when they are added: what the program does
 * to them afterwards changes nothing, and no guest code runs.
 */
export class OutputList {
  readonly outputs: Output[] = [];
  /** Whether a table or a value was cut, or something was left out. */
  truncated = false;
  /** How many things were not taken because there were too many. */
  leftOut = 0;
  readonly #limits: SandboxLimits;
  readonly #compute: ComputeFrame;
  #bytes = 0;
  #arrowBytes = 0;
  readonly #shown = new Set<GuestValue>();

  constructor(limits: SandboxLimits, compute: ComputeFrame) {
    this.#limits = limits;
    this.#compute = compute;
  }

  /**
   * Adds a value: a frame or records as a table, a chart with its table, a text, and of a list or object that holds
   * frames or charts each of these, with its name as the title, and the rest as one value.
   *
   * @param most outputs that there may be afterwards; what comes on top is counted and left out.
   * @throws GuestError when a frame cannot be computed, a chart is not valid, or the value cannot be a result.
   */
  add(value: GuestValue, title: string | undefined, most: number): void {
    this.#shown.add(value);
    this.#add(value, title, most, new PartFinder());
  }

  /** Whether this very frame, chart, list or object has been added. */
  has(value: GuestValue): boolean {
    return typeof value === 'object' && this.#shown.has(value);
  }

  #add(value: GuestValue, title: string | undefined, most: number, finder: PartFinder): void {
    if (value === undefined) return;
    if (this.outputs.length >= most) {
      this.leftOut += 1;
      this.truncated = true;
      return;
    }
    if (value instanceof FrameCapability) return this.#addFrame(value, title);
    const chart = chartFromValue(value);
    if (chart !== undefined) return this.#addChart(chart, title);
    if (value instanceof Capability) throw unfinished(value);
    if (finder.holdsShown(value)) return this.#addParts(value, title, most, finder);
    const records = tableFromRecords(value, this.#limits);
    if (records !== undefined) return this.#addTable(records, title);
    if (typeof value === 'string')
      this.#push({ ...this.#titled(title), kind: 'text', text: this.#text(value) });
    else this.#push({ ...this.#titled(title), kind: 'value', value: this.#json(value) });
  }

  #addFrame(frame: FrameCapability, title: string | undefined): void {
    const left = this.#limits.arrowBytes - this.#arrowBytes;
    const { table, arrow } = this.#compute(frame, this.#limits.tableRows, left);
    this.#arrowBytes += arrow?.data.length ?? 0;
    const whole = arrow && { data: arrow.data, rows: arrow.rows, rowCount: table.rowCount };
    this.#addTable(table, title, whole);
  }

  #addTable(
    whole: Table,
    title: string | undefined,
    arrow?: Extract<Output, { kind: 'table' }>['arrow'],
  ): void {
    const table = this.#cut(whole);
    this.#push({ ...this.#titled(title), kind: 'table', table, ...(arrow ? { arrow } : {}) });
  }

  #addChart(chart: ChartCapability, title: string | undefined): void {
    const spec = chart.spec as Chart['spec'];
    if (JSON.stringify(spec).length > this.#limits.chartCharacters) {
      throw invalidResult(
        'The chart holds more data than a chart may carry.',
        'Aggregate first, and leave out long texts.',
      );
    }
    this.#push({
      ...this.#titled(title ?? titleOf(spec)),
      kind: 'chart',
      chart: { spec },
      table: this.#cut(chart.table),
    });
  }

  /** The frames and charts of a list or object one by one, and what else is in it as one value, where its first is. */
  #addParts(parts: Parts, title: string | undefined, most: number, finder: PartFinder): void {
    const entries = partsOf(parts).filter(([, value]) => value !== undefined);
    const rest = entries.filter(([, value]) => !finder.isShown(value));
    const plain = new Set(rest);
    for (const entry of entries) {
      const [name, value] = entry;
      if (!plain.has(entry)) {
        const path = [title, name].filter((part) => part !== undefined);
        this.#add(value, path.length === 0 ? undefined : path.join(titleSeparator), most, finder);
      } else if (entry === rest[0]) {
        this.#add(joined(rest), title, most, finder);
      }
    }
  }

  #cut(whole: Table): Table {
    const table = cutTable(whole, this.#limits);
    this.truncated ||= table.truncated;
    return table;
  }

  #titled(title: string | undefined): { title?: string } {
    return title === undefined ? {} : { title: title.slice(0, this.#limits.titleCharacters) };
  }

  #text(text: string): string {
    if (text.length <= this.#limits.valueCharacters) return text;
    this.truncated = true;
    return `${text.slice(0, this.#limits.valueCharacters)}…`;
  }

  #json(value: GuestValue): Json {
    const json = new JsonConverter(this.#limits).convert(value);
    if (JSON.stringify(json).length <= this.#limits.valueCharacters) return json;
    throw invalidResult(
      `The result is larger than ${this.#limits.valueCharacters} characters of JSON.`,
      'Aggregate it, or return a frame: its first rows are shown and the rest is counted.',
    );
  }

  #push(output: Output): void {
    const bytes = Buffer.byteLength(JSON.stringify({ ...output, arrow: undefined }));
    if (this.#bytes + bytes > this.#limits.outputBytes) {
      const megabytes = Math.floor(this.#limits.outputBytes / 1024 / 1024);
      throw invalidResult(
        `What the program shows has more than ${megabytes} MiB in all.`,
        'Show fewer rows: aggregate first, or take .head(100).',
      );
    }
    this.#bytes += bytes;
    this.outputs.push(output);
  }
}

/** The title inside a specification. */
function titleOf({ title }: Chart['spec']): string | undefined {
  if (typeof title === 'string') return title;
  const text =
    typeof title === 'object' && title !== null && !Array.isArray(title) ? title['text'] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function unfinished(value: Capability): Error {
  const article = /^[aeiou]/i.test(value.typeName) ? 'an' : 'a';
  return invalidResult(
    `The program ends with ${article} ${value.typeName}, which is not a result.`,
    'Apply it to a frame: df.select(pl.col("salary").mean()), df.groupBy("department").agg(…).',
  );
}
