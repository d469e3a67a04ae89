import { smallOf } from './letters.js';

/** Columns of the commonest letters outside ASCII, and those that the others share: that only means a candidate more. */
const ownColumns = 24;
const sharedColumns = 40;

const lastOfAscii = 0x7f;

/** The letters of keywords, numbered without regard to case. */
export interface Columns {
  /** By character code. 0 stands for every character that no keyword holds. */
  readonly columnOf: Uint8Array;
  /** How many there are, with 0. */
  readonly width: number;
}

/** The commonest letters outside ASCII have columns of their own, as those of an alphabet; the others share. */
export function columnsOf(keywords: readonly { readonly keyword: string }[]): Columns {
  const columnOf = new Uint8Array(65_536);
  const counts = new Map<number, number>();
  let width = 1;
  const set = (code: number, column: number): void => {
    columnOf[code] = column;
    const capital = String.fromCharCode(code).toUpperCase().charCodeAt(0);
    if (smallOf(capital) === code) columnOf[capital] = column;
  };
  for (const { keyword } of keywords) {
    for (let at = 0; at < keyword.length; at++) {
      const code = keyword.charCodeAt(at);
      if (code > lastOfAscii) counts.set(code, (counts.get(code) ?? 0) + 1);
      else if (columnOf[code] === 0) set(code, width++);
    }
  }
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([code]) => code);
  const shared = common.splice(ownColumns);
  for (const code of common) set(code, width++);
  for (const code of shared) set(code, width + (code % sharedColumns));
  return { columnOf, width: width + (shared.length > 0 ? sharedColumns : 0) };
}
