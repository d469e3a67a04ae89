'use client';

import type { Table } from '@sallyport/agent';
import { Download } from 'lucide-react';
import { saveFile } from '@/client/save-file';
import { toCsv, toTsv } from '@/lib/csv';
import { CopyButton } from '../ui/copy-button';

/** Takes a result out of the page. */
export function TableActions({ table, name }: { table: Table; name: string }) {
  return (
    <div className="ml-auto flex">
      <CopyButton text={() => toTsv(table)} label="Copy table" />
      <button
        type="button"
        className="tool-button"
        onClick={() => saveFile(`${name}.csv`, 'text/csv;charset=utf-8', `\uFEFF${toCsv(table)}`)}
      >
        <Download className="size-3.5" aria-hidden="true" />
        CSV
      </button>
    </div>
  );
}
