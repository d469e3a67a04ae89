import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { isOfFamily } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { emptyFrame, native, type NativeExpression } from '../native.js';

const families = ['numeric', 'integer', 'float', 'string', 'boolean', 'temporal', 'categorical'] as const;

function chosen(call: ExpressionCall, test: (name: string, dtype: string) => boolean): NativeExpression {
  const names = [...call.columns()].filter(([name, dtype]) => test(name, dtype)).map(([name]) => name);
  return native.cols(names);
}

function byDtype(call: ExpressionCall): NativeExpression {
  const wanted = call.args.texts('dtypes') ?? [];
  return chosen(call, (_name, dtype) => wanted.some((family) => isOfFamily(dtype, family)));
}

function byText(test: (name: string, text: string) => boolean): ExpressionOperation {
  return (call) => {
    const texts = call.args.texts('texts') ?? [];
    return chosen(call, (name) => texts.some((text) => test(name, text)));
  };
}

/** Columns whose names match a pattern. Polars matches it, in linear time. */
const matches: ExpressionOperation = (call) => {
  const names = [...call.columns().keys()];
  const series = native.JsSeries.newOptStr('name', names);
  const pattern = native.lit(call.args.text('pattern') ?? '');
  const matched = native.litSeries(series).strContains(pattern, false, true);
  const [flags] = emptyFrame.select([matched]).collectSync('auto').getColumns();
  const isMatch = flags?.toArray() ?? [];
  return native.cols(names.filter((_, index) => isMatch[index] === true));
};

const nth: ExpressionOperation = (call) => {
  const names = [...call.columns().keys()];
  const index = call.args.number('index') ?? 0;
  const name = names.at(index);
  if (name === undefined) {
    throw planError(PlanErrorCode.ArgumentInvalid, `There is no column ${index}: there are ${names.length}.`);
  }
  return native.cols([name]);
};

/** Selectors look at the columns of the frame that the expression is evaluated on. */
export const selectorOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...Object.fromEntries(
    families.map((family) => [
      `cs.${family}`,
      (call: ExpressionCall) => chosen(call, (_name, dtype) => isOfFamily(dtype, family)),
    ]),
  ),
  'cs.all': () => native.col('*'),
  'cs.byName': (call) => native.cols(call.args.texts('names') ?? []),
  'cs.byDtype': byDtype,
  'cs.exclude': (call) => {
    const names = call.args.texts('names') ?? [];
    return chosen(call, (name) => !names.includes(name));
  },
  'cs.startsWith': byText((name, text) => name.startsWith(text)),
  'cs.endsWith': byText((name, text) => name.endsWith(text)),
  'cs.contains': byText((name, text) => name.includes(text)),
  'cs.matches': matches,
  'pl.nth': nth,
};
