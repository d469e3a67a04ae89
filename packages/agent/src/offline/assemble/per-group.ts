import type { DatasetProfile } from '../catalog.js';
import type { GroupKey, Measure, Operand } from '../query.js';
import type { Fragment } from '../read/fragment.js';
import { spoken } from '../read/reading.js';
import { nameMeasure, rowNoun } from './naming.js';

/** A group in the singular: `month`, `department`. */
export const perNoun = ({ bucket, column }: GroupKey): string =>
  bucket === undefined ? spoken(column) : bucket.replaceAll('-', ' ');

const isRevenue = (operand: Operand): boolean =>
  operand.kind === 'product' ||
  /^(revenue|sales|turnover|quantity|qty|units|amount|total)$/i.test(operand.column);

const steady =
  /\b(average|avg|mean|typical|median) (daily|weekly|monthly|quarterly|yearly|annual)\b|\b(per|each|every|a) (day|week|month|quarter|year)\b/;

/**
 * What an average runs over when it is one of counts or of takings: groups and not rows. `average number of orders per month`,
 * `average monthly revenue`. Undefined where the average is one of rows, as in `average salary by department`.
 */
export function averageOverGroups(
  fragment: Fragment,
  measures: readonly Measure[],
  groups: readonly GroupKey[],
  dataset: DatasetProfile,
  text: string,
): { measures: Measure[]; groups: GroupKey[]; per: { measure: Measure; group: GroupKey } } | undefined {
  const [measure, ...others] = measures;
  if (measure === undefined || others.length > 0 || fragment.trend || fragment.chart !== undefined)
    return undefined;
  const timed = groups.find(({ bucket }) => bucket !== undefined);
  const group = timed ?? groups[0];
  if (group === undefined) return undefined;
  const { operand, operation } = measure;
  const ofTakings =
    operand !== undefined &&
    (operation === 'mean' || operation === 'median') &&
    timed !== undefined &&
    isRevenue(operand) &&
    steady.test(text);
  if (fragment.overGroups === undefined && !ofTakings) return undefined;
  const inner = ofTakings ? nameMeasure('sum', operand) : measure;
  const over = fragment.overGroups ?? (operation === 'median' ? 'median' : 'mean');
  const word = over === 'mean' ? 'average' : 'median';
  const what = inner.operation === 'count' ? `number of ${rowNoun(dataset)}` : inner.label;
  return {
    measures: [
      {
        operation: over,
        operand: { kind: 'column', column: inner.alias },
        alias: `${word}_${inner.alias}_per_${perNoun(group).replaceAll(' ', '_')}`,
        label: `${word} ${what} per ${perNoun(group)}`,
      },
    ],
    groups: groups.filter((one) => one !== group),
    per: { measure: inner, group },
  };
}
