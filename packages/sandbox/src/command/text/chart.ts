import { isRecord } from '../../is-record.js';
import type { Chart } from '../../types.js';
import { printable } from './printable.js';

/** A chart in one line: its marks, and which column is drawn on which channel. */
export function chartText({ spec }: Chart): string {
  const title = titleOf(spec['title']);
  const parts = [spec, ...listOf(spec['layer'])].flatMap((view) => viewText(view));
  return printable(`chart${title}: ${parts.join('; ') || 'a composed view'}`);
}

function titleOf(title: unknown): string {
  const text = isRecord(title) ? title['text'] : title;
  return typeof text === 'string' ? ` "${text}"` : '';
}

function viewText(view: unknown): string[] {
  if (!isRecord(view)) return [];
  const { mark, encoding } = view;
  const name = isRecord(mark) ? mark['type'] : mark;
  if (typeof name !== 'string') return [];
  const channels = isRecord(encoding) ? Object.entries(encoding) : [];
  return [[name, ...channels.flatMap(([channel, field]) => channelText(channel, field))].join(', ')];
}

function channelText(channel: string, definition: unknown): string[] {
  if (!isRecord(definition)) return [];
  const { field, aggregate } = definition;
  if (typeof field !== 'string') return typeof aggregate === 'string' ? [`${channel} = ${aggregate}`] : [];
  return [typeof aggregate === 'string' ? `${channel} = ${aggregate} of ${field}` : `${channel} = ${field}`];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
