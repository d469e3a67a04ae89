import type { FrameCall, FrameOperation } from '../calls.js';
import { PlanErrorCode } from '../error-code.js';
import { planError } from '../errors.js';
import { native, type NativeExpression } from '../native.js';
import { sorted } from './frames.js';

/** In which order the rows of a join come, so that programs are deterministic. */
const order: Readonly<Record<string, string>> = { right: 'right_left', full: 'left_right' };

function keys(call: FrameCall): readonly [NativeExpression[], NativeExpression[]] {
  const left = call.args.has('on') ? call.expressions('on') : call.expressions('leftOn');
  const right = call.args.has('on') ? call.expressions('on') : call.expressions('rightOn');
  if (left.length === 0 || left.length !== right.length) {
    throw planError(
      PlanErrorCode.ArgumentInvalid,
      'join needs the columns to join on: as many on the left as on the right.',
      {
        hint: "For example a.join(b, { on: 'id', how: 'left' }) or { leftOn: 'id', rightOn: 'key' }.",
      },
    );
  }
  return [left, right];
}

const join: FrameOperation = (call) => {
  const how = call.args.text('how') ?? 'inner';
  const suffix = call.args.text('suffix') ?? '_right';
  const [other] = call.frames('other');
  if (other === undefined) return call.input;
  if (how === 'cross') {
    checkCrossJoin(call);
    return call.input.join(other, [], [], true, false, how, suffix);
  }
  const [left, right] = keys(call);
  const coalesce = how === 'semi' || how === 'anti' ? undefined : (call.args.boolean('coalesce') ?? true);
  const nullsEqual = call.args.boolean('nullsEqual') ?? false;
  return call.input.join(
    other,
    left,
    right,
    true,
    false,
    how,
    suffix,
    coalesce,
    call.args.text('validate'),
    nullsEqual,
    order[how] ?? 'left',
  );
};

function checkCrossJoin(call: FrameCall): void {
  const limit = call.limits.crossJoinRows;
  const rows = [call.rowCount(), call.rowCount('other')];
  if (rows.some((count) => count > limit)) {
    throw planError(
      PlanErrorCode.ResultTooLarge,
      `A cross join may have at most ${limit} rows on each side, not ${rows.join(' and ')}.`,
      {
        hint: 'Join on a key, or filter or aggregate first.',
      },
    );
  }
}

const joinAsof: FrameOperation = (call) => {
  const [other] = call.frames('other');
  const left = call.args.text('on') ?? call.args.text('leftOn');
  const right = call.args.text('on') ?? call.args.text('rightOn');
  if (other === undefined || left === undefined || right === undefined) {
    throw planError(PlanErrorCode.ArgumentInvalid, 'joinAsof needs the column to join on.', {
      hint: "For example a.joinAsof(b, { on: 'date' }).",
    });
  }
  const [leftKey, rightKey] = [native.cols([left]), native.cols([right])];
  const [byLeft, byRight] = [call.args.texts('byLeft'), call.args.texts('byRight')];
  const by = call.args.texts('by');
  return sorted(call.input, [leftKey]).joinAsof(
    sorted(other, [rightKey]),
    native.col(left),
    native.col(right),
    by ?? byLeft,
    by ?? byRight,
    true,
    false,
    call.args.text('suffix') ?? '_right',
    call.args.text('strategy') ?? 'backward',
    undefined,
    call.args.text('tolerance'),
    by === undefined && byLeft === undefined,
    true,
    call.args.boolean('allowExactMatches') ?? true,
  );
};

const concat: FrameOperation = (call) => {
  const frames = call.frames('frames');
  const how = call.args.text('how') ?? 'vertical';
  if (frames.length === 0) {
    throw planError(PlanErrorCode.ArgumentInvalid, 'pl.concat needs at least one frame.', {
      hint: 'For example pl.concat([a, b]).',
    });
  }
  if (how === 'horizontal')
    return native.horizontalConcat(frames.map((frame) => frame.collectSync('auto'))).lazy();
  return native.concatLf(frames, how, false, true, true, true);
};

export const joinOperations: Readonly<Record<string, FrameOperation>> = {
  'pl.concat': concat,
  'frame.join': join,
  'frame.joinAsof': joinAsof,
};
