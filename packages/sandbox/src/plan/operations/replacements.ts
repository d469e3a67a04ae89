import type { ExpressionCall, ExpressionOperation } from '../calls.js';
import { dtypeName, isNumericName, nativeDtype } from '../dtypes.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { choicesExpression, literalExpression } from '../literals.js';
import { dtypes } from '../native.js';
import type { Literal } from '../plan.js';

/** Values of an object's keys, which are texts, as numbers where the column is numeric. */
function replacedValues(call: ExpressionCall): readonly Literal[] {
  const old = call.args.literals('old');
  const areNumbers = old.every(
    (value) => typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)),
  );
  const areTruths = old.every((value) => value === 'true' || value === 'false');
  if (!areNumbers && !areTruths) return old;
  const dtype = call.inputDtype();
  const name = dtype === undefined ? '' : dtypeName(dtype);
  if (areTruths && name === 'bool') return old.map((value) => value === 'true');
  return isNumericName(name) ? old.map(Number) : old;
}

interface Mapping {
  readonly old: readonly Literal[];
  readonly replacements: readonly Literal[];
}

function mapping(call: ExpressionCall): Mapping {
  const replacements = call.args.literals('new');
  const old = replacedValues(call);
  const [only = null] = replacements;
  if (old.length > 1 && replacements.length === 1) return { old, replacements: old.map(() => only) };
  if (old.length !== replacements.length) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      `replace is given ${old.length} values and ${replacements.length} replacements.`,
      { hint: "For example pl.col('code').replace({ a: 'Alpha', b: 'Beta' })." },
    );
  }
  return { old, replacements };
}

const replace: ExpressionOperation = (call) => {
  const { old, replacements } = mapping(call);
  if (old.length === 0) return call.input;
  const becomesText =
    replacements.some((value) => typeof value === 'string') && old.some((value) => typeof value !== 'string');
  const replacement = choicesExpression(replacements, 'The list of replacements');
  if (!becomesText) {
    return call.input.replace(choicesExpression(old, 'The list of values to replace'), replacement);
  }
  return call.input
    .cast(dtypes.String, false)
    .replace(choicesExpression(old.map(String), 'The list of values to replace'), replacement);
};

const replaceStrict: ExpressionOperation = (call) => {
  const { old, replacements } = mapping(call);
  const dtype = call.args.text('returnDtype');
  return call.input.replaceStrict(
    choicesExpression(old, 'The list of values to replace'),
    choicesExpression(replacements, 'The list of replacements'),
    call.args.has('default') ? literalExpression(call.args.literal('default')) : undefined,
    dtype === undefined ? undefined : nativeDtype(dtype),
  );
};

export const replacementOperations: Readonly<Record<string, ExpressionOperation>> = {
  'expression.replace': replace,
  'expression.replaceStrict': replaceStrict,
};
