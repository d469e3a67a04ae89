import {
  createObject,
  GuestError,
  type CallContext,
  type GuestObject,
  type GuestValue,
} from '../language/index.js';
import { PlanErrorCode } from '../plan/error-code.js';
import type { Cell, Table } from '../plan/table.js';

const bytesPerCell = 32;

/** Spends the fuel and memory which handing out a table costs, and refuses one that was cut. */
export function spend(table: Table, context: CallContext): void {
  if (table.truncated) {
    throw new GuestError(
      PlanErrorCode.ResultTooLarge,
      `The frame has ${table.rowCount} rows, of which a program may read at most ${table.data[0]?.length ?? 0} at once.`,
      {
        hint: 'Filter or aggregate with pl first, or take .head(1000); a frame can be the result without being read.',
      },
    );
  }
  const cells = table.rowCount * Math.max(1, table.columns.length);
  context.charge(cells);
  context.allocate(cells * bytesPerCell);
}

/** A cell as the guest sees it: NaN and the infinities of a float column are numbers again. */
function guestCell(cell: Cell, isFloat: boolean): GuestValue {
  if (Array.isArray(cell)) return cell.map((item) => guestCell(item, isFloat));
  if (isFloat && typeof cell === 'string') return Number(cell);
  if (typeof cell === 'object' && cell !== null) {
    const struct = createObject();
    for (const [name, item] of Object.entries(cell)) struct[name] = guestCell(item, false);
    return struct;
  }
  return cell;
}

function isFloat(dtype: string): boolean {
  return /^(list\[)*f(32|64)\]*$/.test(dtype);
}

/** The values of one column. */
export function guestColumn(table: Table, index: number): GuestValue[] {
  const float = isFloat(table.columns[index]?.dtype ?? '');
  return (table.data[index] ?? []).map((cell) => guestCell(cell, float));
}

export function guestRows(table: Table): GuestValue[][] {
  const columns = table.columns.map((_, index) => guestColumn(table, index));
  return Array.from({ length: table.rowCount }, (_, row) => columns.map((column) => column[row]));
}

export function guestRecords(table: Table): GuestObject[] {
  const columns = table.columns.map((column, index) => [column.name, guestColumn(table, index)] as const);
  return Array.from({ length: table.rowCount }, (_, row) => {
    const record = createObject();
    for (const [name, values] of columns) record[name] = values[row];
    return record;
  });
}
