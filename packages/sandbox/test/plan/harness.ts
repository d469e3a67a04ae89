import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pl from 'nodejs-polars';
import { createPolarsGlobals, FrameCapability, type FrameHost } from '../../src/facade/index.js';
import {
  Capability,
  createObject,
  GuestDate,
  NativeFunction,
  type CallContext,
  type GuestValue,
} from '../../src/language/index.js';
import {
  createFrameCache,
  executePlan,
  type DatasetEntry,
  type DatasetFile,
  type Table,
} from '../../src/plan/index.js';

/** A guest program as a plain function: `pl` and `chart` are proxies that behave as they do in the interpreter. */
// eslint-disable-next-line typescript/no-explicit-any -- guest programs are untyped
export type GuestProgram = (globals: { pl: any; chart: any }) => unknown;

const context: CallContext = {
  charge: () => undefined,
  allocate: () => undefined,
  call: () => undefined,
  nameParts: () => undefined,
};

const originals = new WeakMap<object, GuestValue>();

/** A host value as the guest would hold it. */
export function toGuest(value: unknown): GuestValue {
  if (typeof value === 'object' || typeof value === 'function') {
    const original = value === null ? undefined : originals.get(value);
    if (original !== undefined) return original;
  }
  if (Array.isArray(value)) return value.map((item) => toGuest(item));
  if (value instanceof Date) return new GuestDate(value.getTime());
  if (value instanceof Capability || value instanceof NativeFunction) return value;
  if (typeof value === 'object' && value !== null) {
    const object = createObject();
    for (const [name, item] of Object.entries(value)) object[name] = toGuest(item);
    return object;
  }
  return value as GuestValue;
}

/** A guest value as a program in this realm can use it. */
function fromGuest(value: GuestValue): unknown {
  if (value instanceof NativeFunction) {
    const call = (...args: unknown[]): unknown =>
      fromGuest(
        value.implementation(
          args.map((arg) => toGuest(arg)),
          context,
        ),
      );
    originals.set(call, value);
    return call;
  }
  if (!(value instanceof Capability)) return value;
  const proxy = new Proxy(value, {
    get(target, name) {
      if (typeof name === 'symbol') return undefined;
      const member = target.getMember(name, context);
      if (member === undefined) throw new TypeError(`${target.typeName} has no member ${name}`);
      return fromGuest(member);
    },
  });
  originals.set(proxy, value);
  return proxy;
}

export interface Workbench {
  readonly host: FrameHost;
  readonly datasets: ReadonlyMap<string, DatasetFile>;
  /** What a program yields: tables for frames, plain values for all else. */
  run(program: GuestProgram): unknown;
  /** The rows of the frame that a program yields, as arrays. */
  rows(program: GuestProgram): unknown[][];
  close(): void;
}

type Columns = Record<string, unknown[]>;

/** Datasets written to Parquet by nodejs-polars, and a host that executes plans on them. */
export function createWorkbench(frames: Record<string, Columns | pl.DataFrame>): Workbench {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-plan-'));
  const datasets = new Map<string, DatasetFile>();
  const entries: DatasetEntry[] = [];
  for (const [index, [name, source]] of Object.entries(frames).entries()) {
    const frame = pl.DataFrame.isDataFrame(source) ? source : pl.DataFrame(source);
    const path = join(folder, `${index}.parquet`);
    frame.writeParquet(path);
    datasets.set(name, { name, path });
  }
  for (const [name] of datasets) {
    const { columns } = executePlan(
      { op: 'pl.scan', args: { name } },
      { datasets, action: { kind: 'schema' } },
    );
    entries.push({ name, columns });
  }
  const cache = createFrameCache();
  const host: FrameHost = {
    execute: (plan, action) => executePlan(structuredClone(plan), { datasets, action, cache }),
    datasets: () => entries,
  };
  const globals = createPolarsGlobals(host);
  const run = (program: GuestProgram): unknown => {
    const result = toGuest(program({ pl: fromGuest(globals['pl']), chart: fromGuest(globals['chart']) }));
    return result instanceof FrameCapability ? result.collect() : result;
  };
  return {
    host,
    datasets,
    run,
    rows: (program) => rowsOf(run(program) as Table),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function rowsOf(table: Table): unknown[][] {
  return Array.from({ length: table.data[0]?.length ?? 0 }, (_, row) =>
    table.data.map((column) => column[row]),
  );
}
