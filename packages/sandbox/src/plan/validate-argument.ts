import type { Operation, Parameter } from '../facade/spec/index.js';
import { nativeDtype } from './dtypes.js';
import { isDuration } from './durations.js';
import { PlanErrorCode } from './error-code.js';
import { invalidPlan, planError } from './errors.js';
import { nestingDepth } from './limits.js';
import type { Literal, LiteralCell, LiteralColumn } from './plan.js';
import { ownItems, ownProperties, type Budget } from './untrusted.js';
import type { ValidArgument } from './valid-plan.js';

/** Checks an argument that is not itself a step of the plan. */
export function validateValue(
  operation: Operation,
  parameter: Parameter,
  value: unknown,
  budget: Budget,
): ValidArgument {
  const where = `${parameter.name} of ${operation.id}`;
  switch (parameter.kind) {
    case 'text':
    case 'column':
    case 'dataset': {
      return text(value, where, budget);
    }
    case 'duration': {
      const duration = text(value, where, budget);
      if (!isDuration(duration)) throw invalidPlan(`${where} is not a duration`);
      return duration;
    }
    case 'dtype': {
      return dtype(value, where, budget);
    }
    case 'choice': {
      const word = text(value, where, budget);
      if (parameter.choices === undefined || !Object.hasOwn(parameter.choices, word)) {
        throw invalidPlan(`${where} is not one of its choices`);
      }
      return word;
    }
    case 'integer':
    case 'number': {
      return number(value, parameter, where);
    }
    case 'boolean': {
      if (typeof value !== 'boolean') throw invalidPlan(`${where} must be true or false`);
      return value;
    }
    case 'literal': {
      return literal(value, where, budget);
    }
    case 'columns':
    case 'texts': {
      return ownItems(value, budget).map((item) => text(item, where, budget));
    }
    case 'booleans': {
      return ownItems(value, budget).map((item) => {
        if (typeof item !== 'boolean') throw invalidPlan(`${where} must be true or false`);
        return item;
      });
    }
    case 'literals': {
      return ownItems(value, budget).map((item) => literal(item, where, budget));
    }
    case 'dtypes': {
      return ownItems(value, budget).map((item) => text(item, where, budget));
    }
    case 'renames': {
      return pairs(value, where, budget, text);
    }
    case 'casts': {
      return pairs(value, where, budget, dtype);
    }
    case 'table': {
      return ownItems(value, budget).map((item) => literalColumn(item, where, budget));
    }
    default: {
      throw invalidPlan(`${where} cannot be given`);
    }
  }
}

type Check = (value: unknown, where: string, budget: Budget) => string;

function pairs(value: unknown, where: string, budget: Budget, second: Check): (readonly [string, string])[] {
  return ownItems(value, budget).map((item) => {
    const [from, to, ...rest] = ownItems(item, budget);
    if (rest.length > 0) throw invalidPlan(`${where} must be pairs`);
    return [text(from, where, budget), second(to, where, budget)] as const;
  });
}

function dtype(value: unknown, where: string, budget: Budget): string {
  const name = text(value, where, budget);
  if (nativeDtype(name) === undefined) throw invalidPlan(`${where} is not a type`);
  return name;
}

function text(value: unknown, where: string, budget: Budget): string {
  if (typeof value !== 'string') throw invalidPlan(`${where} must be a text`);
  if (value.length > budget.limits.textLength) {
    throw planError(
      PlanErrorCode.PlanTooLarge,
      `A text has more than ${budget.limits.textLength} characters.`,
    );
  }
  return value;
}

function number(value: unknown, parameter: Parameter, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidPlan(`${where} must be a number`);
  if (parameter.kind === 'integer' && !Number.isSafeInteger(value))
    throw invalidPlan(`${where} must be whole`);
  const { minimum = -Infinity, maximum = Infinity } = parameter;
  if (value < minimum || value > maximum) throw invalidPlan(`${where} is out of range`);
  return value;
}

function literal(value: unknown, where: string, budget: Budget): Literal {
  budget.cells += 1;
  if (budget.cells > budget.limits.literalCells) {
    throw planError(
      PlanErrorCode.PlanTooLarge,
      `A computation carries more than ${budget.limits.literalCells} values.`,
    );
  }
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw invalidPlan(`${where} must be finite`);
    return value;
  }
  if (typeof value === 'string') return text(value, where, budget);
  const tagged = ownProperties(value, ['type', 'milliseconds', 'text'], where);
  const type = tagged.get('type');
  const milliseconds = tagged.get('milliseconds');
  const special = tagged.get('text');
  if ((type === 'date' || type === 'datetime') && special === undefined) {
    if (
      typeof milliseconds === 'number' &&
      Math.abs(milliseconds) <= 8.64e15 &&
      Number.isInteger(milliseconds)
    ) {
      return { type, milliseconds };
    }
  }
  if (type === 'number' && milliseconds === undefined) {
    if (special === 'NaN' || special === 'Infinity' || special === '-Infinity')
      return { type, text: special };
  }
  throw invalidPlan(`${where} is not a literal`);
}

/** A cell of a frame that is written out: a literal, a list or an object. */
function literalCell(value: unknown, where: string, budget: Budget, depth: number): LiteralCell {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (type !== 'list' && type !== 'struct') return literal(value, where, budget);
  if (depth > nestingDepth) throw planError(PlanErrorCode.PlanTooLarge, 'A cell is nested too deeply.');
  const nested = ownProperties(value, ['type', type === 'list' ? 'items' : 'fields'], where);
  budget.cells += 1;
  if (type === 'list') {
    const items = ownItems(nested.get('items'), budget);
    return { type, items: items.map((item) => literalCell(item, where, budget, depth + 1)) };
  }
  const fields = ownItems(nested.get('fields'), budget).map((field) => {
    const [name, item, ...rest] = ownItems(field, budget);
    if (rest.length > 0) throw invalidPlan(`${where} must be pairs`);
    return [text(name, where, budget), literalCell(item, where, budget, depth + 1)] as const;
  });
  return { type, fields };
}

function literalColumn(value: unknown, where: string, budget: Budget): LiteralColumn {
  const column = ownProperties(value, ['name', 'values'], where);
  const given = column.get('values');
  if (!Array.isArray(given)) throw invalidPlan(`${where} must have values`);
  const values: LiteralCell[] = [];
  for (const item of given as unknown[]) values.push(literalCell(item, where, budget, 1));
  return { name: text(column.get('name'), where, budget), values };
}
