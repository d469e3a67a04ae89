import type { Cell, Table } from '@sallyport/agent';
import {
  createColumnHelper,
  createPaginatedRowModel,
  createSortedRowModel,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { isNumericType } from '@/lib/table';

/** What the result tables can do: sort and page. */
export const features = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});

const helper = createColumnHelper<typeof features, Cell[]>();

/** One table column per result column, named by its place so that any name will do. */
export function tableColumns(columns: Table['columns']) {
  return helper.columns(
    columns.map((column, index) =>
      helper.accessor((row) => row[index] ?? null, {
        id: String(index),
        header: column.name,
        sortFn: (a, b, id) => compareCells(a.getValue<Cell>(id), b.getValue<Cell>(id), column.dtype),
      }),
    ),
  );
}

/** Orders two cells of one column: numbers by size, text as people order it, empty cells last. */
export function compareCells(a: Cell, b: Cell, dtype: string): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (isNumericType(dtype)) {
    const [left, right] = [Number(a), Number(b)];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left - right;
  }
  return asText(a).localeCompare(asText(b), 'en', { numeric: true });
}

function asText(cell: Cell): string {
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
