import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { integerExpression } from '../literals.js';
import { dtypes, native, type NativeExpression } from '../native.js';
import { lengthExpression } from './expressions.js';
import { plain } from './plain.js';

const number = integerExpression;

function item(call: ExpressionCall, index: number): NativeExpression {
  return call.input.listGet(number(index), true);
}

/** A statistic of the items of each list, by way of an expression on them. */
function ofItems(statistic: (items: NativeExpression) => NativeExpression): ExpressionOperation {
  return (call) => call.input.listEval(statistic(native.element())).listGet(number(0), true);
}

function evaluated(change: (items: NativeExpression) => NativeExpression): ExpressionOperation {
  return (call) => call.input.listEval(change(native.element()));
}

/** The number of items for which something holds; null for no list. */
const countMatches: ExpressionOperation = (call) => {
  const wanted = native.element().eq(call.needed('item'));
  return call.input.listEval(native.element().filter(wanted)).listLengths();
};

export const listOperations: Readonly<Record<string, ExpressionOperation>> = {
  ...plain('list', {
    lengths: 'listLengths',
    sum: 'listSum',
    mean: 'listMean',
    min: 'listMin',
    max: 'listMax',
    argMin: 'listArgMin',
    argMax: 'listArgMax',
  }),
  'list.median': ofItems((items) => items.median()),
  'list.std': ofItems((items) => items.std()),
  'list.var': ofItems((items) => items.var()),
  'list.nUnique': (call) => call.input.listEval(native.element().uniqueStable()).listLengths(),
  'list.unique': evaluated((items) => items.uniqueStable()),
  'list.reverse': evaluated((items) => items.reverse()),
  'list.dropNulls': evaluated((items) => items.dropNulls()),
  'list.get': (call) => item(call, call.args.number('index') ?? 0),
  'list.first': (call) => item(call, 0),
  'list.last': (call) => item(call, -1),
  'list.contains': (call) => call.input.listContains(call.needed('item'), false),
  'list.countMatches': countMatches,
  'list.join': (call) => {
    const texts = call.input.cast(dtypes.List(dtypes.String), false);
    return texts.listJoin(native.lit(call.args.text('separator') ?? ','), true);
  },
  'list.sort': (call) => call.input.listSort(call.args.boolean('descending') ?? false),
  'list.slice': (call) =>
    call.input.listSlice(number(call.args.number('offset') ?? 0), lengthExpression(call)),
  'list.head': (call) => call.input.listSlice(number(0), number(call.args.number('n') ?? 5)),
  'list.tail': (call) => {
    const count = call.args.number('n') ?? 5;
    return call.input.listSlice(number(-count), number(count));
  },
  'list.diff': (call) => call.input.listDiff(call.args.number('n') ?? 1, 'ignore'),
  'list.shift': (call) => call.input.listShift(number(call.args.number('n') ?? 1)),
  'list.eval': (call) => call.input.listEval(call.needed('expression')),
  'list.concat': (call) => native.concatLst([call.input, ...call.expressions('others')]),
};

export const structOperations: Readonly<Record<string, ExpressionOperation>> = {
  'struct.field': (call) => call.input.structFieldByName(call.args.text('name') ?? ''),
  'struct.renameFields': (call) => call.input.structRenameFields(call.args.texts('names') ?? []),
  'struct.jsonEncode': (call) => call.input.structJsonEncode(),
};
