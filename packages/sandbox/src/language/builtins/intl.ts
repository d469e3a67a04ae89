import { toNumber, toText } from '../runtime/coerce.js';
import type { Run } from '../runtime/run.js';
import type { Capability, GuestValue } from '../values.js';
import { dateFormat, dateOfFormat, formatTime, numberFormat } from './locale.js';
import { namespace, type BuiltIn } from './namespace.js';
import { stringMethods } from './string-methods.js';

const stepsPerFormat = 50;

function numberFormatter(args: GuestValue[], run: Run): Capability {
  run.allocate(128);
  const format = numberFormat(args[0], args[1]);
  return namespace('NumberFormat', {
    format: ([value], context) => {
      context.charge(stepsPerFormat);
      return format.format(toNumber(value));
    },
  });
}

function dateFormatter(args: GuestValue[], run: Run): Capability {
  run.allocate(128);
  const format = dateFormat(args[0], args[1], dateOfFormat);
  return namespace('DateTimeFormat', {
    format: ([value], context) => {
      context.charge(2 * stepsPerFormat);
      return formatTime(toNumber(value), format);
    },
  });
}

function collator([locale, options]: GuestValue[], run: Run): Capability {
  run.allocate(128);
  return namespace('Collator', {
    compare: ([left, right], context) =>
      stringMethods.localeCompare?.(toText(left, context), [right, locale, options], context),
  });
}

/** The constructors of `Intl`, of which each can also be called without `new`. */
export const intlConstructors: Readonly<Record<string, BuiltIn>> = {
  'Intl.NumberFormat': numberFormatter,
  'Intl.DateTimeFormat': dateFormatter,
  'Intl.Collator': collator,
};

/** The global `Intl`: formats of the locale en-US. */
export const intlNamespace = namespace(
  'Intl',
  Object.fromEntries(
    Object.entries(intlConstructors).map(([name, create]) => [name.replace('Intl.', ''), create]),
  ),
);
