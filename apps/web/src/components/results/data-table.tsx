'use client';

import type { Cell, Table } from '@sallyport/agent';
import { useTable } from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { formatCell, formatCount } from '@/lib/format';
import { isNumericType, rowsOf } from '@/lib/table';
import { IconButton } from '../ui/icon-button';
import { ScrollRegion } from '../ui/scroll-region';
import { features, tableColumns } from './table-model';
import { TableActions } from './table-actions';

interface DataTableProps {
  table: Table;
  /** The stem of a downloaded file's name. */
  name: string;
  pageSize?: number;
}

/** A result as a table that can be sorted, paged, copied and saved. */
export function DataTable({ table, name, pageSize = 10 }: DataTableProps) {
  const data = useMemo(() => rowsOf(table), [table]);
  const columns = useMemo(() => tableColumns(table.columns), [table.columns]);
  const model = useTable({
    features,
    data,
    columns,
    initialState: { pagination: { pageIndex: 0, pageSize } },
  });
  const numeric = table.columns.map((column) => isNumericType(column.dtype));
  return (
    <div data-testid="data-table">
      <ScrollRegion label={`Table: ${name}`}>
        <table className="w-full border-collapse text-sm tabular-nums">
          <thead>
            {model.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header, index) => {
                  const sorted = header.column.getIsSorted();
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                      className="border-line bg-sunken border-b p-0 text-left font-medium whitespace-nowrap"
                    >
                      <button
                        type="button"
                        title={`${table.columns[index]?.dtype ?? ''}: press to sort`}
                        onClick={header.column.getToggleSortingHandler()}
                        className={`text-soft hover:text-ink flex w-full items-center gap-1 px-4 py-2 text-xs ${numeric[index] ? 'flex-row-reverse' : ''}`}
                      >
                        <span>{table.columns[index]?.name}</span>
                        <SortMark sorted={sorted} />
                      </button>
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            {model.getRowModel().rows.map((row) => (
              <tr key={row.id} className="border-line/60 hover:bg-sunken/60 border-b last:border-0">
                {table.columns.map((column, index) => (
                  <BodyCell key={column.name} cell={row.original[index] ?? null} column={column} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <footer className="border-line flex flex-wrap items-center gap-x-2 gap-y-1 border-t px-2.5 py-1">
        <p className="text-muted px-1.5 text-xs">{describeRows(table, data.length)}</p>
        {model.getPageCount() > 1 && (
          <div className="text-muted flex items-center text-xs">
            <IconButton
              label="Previous page"
              disabled={!model.getCanPreviousPage()}
              onClick={() => model.previousPage()}
            >
              <ChevronLeft className="size-4" />
            </IconButton>
            <span className="tabular-nums">
              {model.state.pagination.pageIndex + 1} / {model.getPageCount()}
            </span>
            <IconButton label="Next page" disabled={!model.getCanNextPage()} onClick={() => model.nextPage()}>
              <ChevronRight className="size-4" />
            </IconButton>
          </div>
        )}
        <TableActions table={table} name={name} />
      </footer>
    </div>
  );
}

function BodyCell({ cell, column }: { cell: Cell; column: Table['columns'][number] }) {
  return (
    <td
      className={`max-w-80 truncate px-4 py-1.5 ${isNumericType(column.dtype) ? 'text-right' : ''}`}
      title={cellTitle(cell)}
    >
      {cell === null ? <span className="text-muted">–</span> : formatCell(cell, column.name)}
    </td>
  );
}

function SortMark({ sorted }: { sorted: false | 'asc' | 'desc' }) {
  if (sorted === 'asc') return <ArrowUp className="text-accent size-3" aria-hidden="true" />;
  if (sorted === 'desc') return <ArrowDown className="text-accent size-3" aria-hidden="true" />;
  return null;
}

function describeRows(table: Table, shown: number): string {
  if (table.truncated && table.rowCount > shown) {
    return `the first ${formatCount(shown, 'row')} of ${formatCount(table.rowCount, 'row')}`;
  }
  return formatCount(table.rowCount, 'row');
}

function cellTitle(cell: Cell): string | undefined {
  return cell === null ? 'empty' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
