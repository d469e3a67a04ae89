import {
  createObject,
  isPlainObject,
  type CallContext,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';
import { ChartCapability } from './chart-capability.js';
import { chartTable, chartValues } from './chart-data.js';
import { SpecificationReader } from './chart-spec.js';
import { chartError } from './chart-values.js';
import { describeValue } from './describe-value.js';

const schemaAddress = 'https://vega.github.io/schema/vega-lite/v6.json';
const bytesPerCell = 32;

/**
 * A chart from data and a Vega-Lite specification. The specification is read by an allow-list; what is not on it, such
 * as an address, an expression or a transform, is refused with a message. The data is put in here.
 *
 * @throws GuestError `chart-invalid`.
 */
export function createChart(data: GuestValue, options: GuestValue, context?: CallContext): ChartCapability {
  if (!isPlainObject(options))
    throw chartError(`the second argument must be a specification, not ${describeValue(options)}.`);
  const table = chartTable(data);
  context?.charge(table.rowCount * table.columns.length);
  context?.allocate(table.rowCount * table.columns.length * bytesPerCell);
  const reader = new SpecificationReader(table.columns);
  const parts = reader.read(withoutData(options));
  const spec = {
    $schema: schemaAddress,
    width: 'container',
    height: 320,
    ...parts,
    data: { values: chartValues(table, reader.used) },
  };
  return new ChartCapability(spec, table);
}

/**
 * The chart that a program's final value `{ mark, encoding, data }` stands for; `undefined` for any other value.
 *
 * @throws GuestError when it is meant as a chart, but is not one that may be drawn.
 */
export function chartFromValue(value: GuestValue): ChartCapability | undefined {
  if (value instanceof ChartCapability) return value;
  if (!isPlainObject(value) || !('data' in value)) return undefined;
  const isChart = ('mark' in value && ('encoding' in value || 'x' in value)) || 'layer' in value;
  return isChart ? createChart(value['data'], value) : undefined;
}

function withoutData(options: GuestObject): GuestObject {
  const rest = createObject();
  for (const [name, value] of Object.entries(options)) {
    if (name !== 'data' && name !== '$schema') rest[name] = value;
  }
  return rest;
}
