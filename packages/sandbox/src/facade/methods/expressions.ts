import { GuestError, type GuestValue } from '../../language/index.js';
import { PlanErrorCode } from '../../plan/error-code.js';
import { columnValues } from '../../plan/limits.js';
import { guestColumn } from '../guest-table.js';
import { columnNode, createNode } from '../plan-capability.js';
import {
  expression,
  nodeArgument,
  number,
  read,
  receiverNode,
  text,
  type Method,
  type MethodCall,
} from './method-call.js';

function names(call: MethodCall): string[] {
  return [...((call.args['names'] ?? []) as readonly string[])];
}

function columnReduction(name: string): Method {
  return (call) => expression(call, createNode(`expression.${name}`, columnNode(...names(call))));
}

function extremes(descending: boolean): Method {
  return (call) =>
    expression(
      call,
      createNode('expression.head', createNode('expression.sort', receiverNode(call), { descending }), {
        n: number(call.args['k'], 5),
      }),
    );
}

function renamed(op: string): Method {
  return (call) => expression(call, createNode(op, receiverNode(call), { text: text(call.args['text']) }));
}

/** The values of an expression that reads no column. */
function constantValues(call: MethodCall): GuestValue[] {
  const node = createNode('pl.select', undefined, { expressions: [receiverNode(call)] });
  return guestColumn(read(call, columnValues, node), 0);
}

function constantItem(call: MethodCall): GuestValue {
  const values = constantValues(call);
  if (values.length === 1) return values[0];
  throw new GuestError(PlanErrorCode.ArgumentInvalid, `item() needs one value; there are ${values.length}.`, {
    hint: 'Use .toArray(), or reduce the values first.',
  });
}

const columnReductions = [
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'std',
  'var',
  'nullCount',
  'first',
  'last',
  'nUnique',
  'any',
  'implode',
  'cumSum',
];

/** What makes an expression in terms of other steps, and what computes one that reads no column. */
export const expressionMethods: Readonly<Record<string, Method>> = {
  ...Object.fromEntries(columnReductions.map((name) => [`pl.${name}`, columnReduction(name)])),
  'pl.count': (call) =>
    expression(
      call,
      names(call).length === 0
        ? createNode('expression.alias', createNode('pl.len'), { name: 'count' })
        : createNode('expression.count', columnNode(...names(call))),
    ),
  'pl.quantile': (call) =>
    expression(
      call,
      createNode('expression.quantile', columnNode(...names(call)), {
        quantile: number(call.args['quantile'], 0.5),
      }),
    ),
  'pl.spearmanRankCorr': (call) =>
    expression(
      call,
      createNode('pl.corr', undefined, {
        a: nodeArgument(call, 'a'),
        b: nodeArgument(call, 'b'),
        method: 'spearman',
      }),
    ),
  'expression.lead': (call) =>
    expression(call, createNode('expression.shift', receiverNode(call), { n: -number(call.args['n'], 1) })),
  'expression.isNotIn': (call) =>
    expression(
      call,
      createNode(
        'expression.not',
        createNode('expression.isIn', receiverNode(call), { values: call.args['values'] ?? [] }),
      ),
    ),
  'expression.topK': extremes(true),
  'expression.bottomK': extremes(false),
  'expression.corr': (call) =>
    expression(
      call,
      createNode('pl.corr', undefined, {
        a: receiverNode(call),
        b: nodeArgument(call, 'other'),
        method: text(call.args['method']) || 'pearson',
      }),
    ),
  'expression.cov': (call) =>
    expression(
      call,
      createNode('pl.cov', undefined, { a: receiverNode(call), b: nodeArgument(call, 'other') }),
    ),
  'expression.toArray': (call) => constantValues(call),
  'expression.item': constantItem,
  'list.explode': (call) => expression(call, createNode('expression.explode', receiverNode(call))),
  'name.keep': (call) => expression(call, createNode('expression.keepName', receiverNode(call))),
  'name.prefix': renamed('expression.prefix'),
  'name.suffix': renamed('expression.suffix'),
};
