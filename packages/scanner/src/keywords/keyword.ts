/** A keyword, and to whom it belongs. */
export interface Keyword<Owner> {
  /** In small letters. */
  keyword: string;
  owner: Owner;
}

/** Is told a keyword's owner and where the keyword starts. `false` ends the search. */
export type Visit<Owner> = (owner: Owner, start: number) => boolean | void;
