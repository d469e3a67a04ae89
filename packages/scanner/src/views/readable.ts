import { shapes } from '../limits.js';

const stretch = new RegExp(
  `[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffd\\ufeff]{${shapes.readableStretch},}`,
  'g',
);

/**
 * The readable stretches of decoded bytes, joined by line feeds; empty when there is nothing a person or a model
 * could read. Random bytes rarely hold eight readable characters in a row, and then mean nothing to any rule.
 */
export function readableText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const parts = text.match(stretch);
  return parts ? parts.join('\n') : '';
}
