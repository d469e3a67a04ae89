import type { GuestValue } from '../../language/index.js';
import { unknownDataset } from '../../plan/errors.js';
import { expressionMethods } from './expressions.js';
import { frameStepMethods } from './frame-steps.js';
import { frameValueMethods, schemaObject } from './frame-values.js';
import { text, type Method, type MethodCall } from './method-call.js';

function datasetSchema(call: MethodCall): GuestValue {
  const wanted = text(call.args['name']);
  const datasets = call.facade.host.datasets();
  const dataset = datasets.find((candidate) => candidate.name === wanted);
  if (dataset === undefined)
    throw unknownDataset(
      wanted,
      datasets.map((candidate) => candidate.name),
    );
  return schemaObject(dataset.columns);
}

/** Members which the facade answers itself, by operation. */
export const methods: Readonly<Record<string, Method>> = {
  'pl.datasets': (call) => call.facade.host.datasets().map((dataset) => dataset.name),
  'pl.schema': datasetSchema,
  ...frameValueMethods,
  ...frameStepMethods,
  ...expressionMethods,
};

export { columnOf } from './frame-values.js';
