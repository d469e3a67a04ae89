/** What a word may hold that nobody knows before it runs: the value of a variable, the output of a command. */
export const unknown = '\uFFFC';

/** One word of a command, as the shell would hand it to the program. */
export interface Word {
  /** Quotes and escapes taken off; what is not known stands as {@link unknown}. */
  text: string;
  /** Its span in the text that was parsed. */
  start: number;
  end: number;
  /** Commands whose output is part of the word. */
  substitutions: readonly Script[];
  /** Names of variables that are part of the word. */
  variables: readonly string[];
  /** Whether letters are spelled so that a reader would not see them: `c''at`, `$'\x63at'`, `${IFS}`. */
  isDisguised: boolean;
  /** Whether it has an unquoted `*`, `?` or `[`. */
  isGlob: boolean;
}

/** `> file`, `<<< text` and their kin. */
export interface Redirect {
  /** Without the descriptor: `>`, `>>`, `<`, `<>`, `>&`, `<<<`, `<<`. */
  operator: string;
  target: Word;
  /** The text of a here-document. */
  body?: string;
}

/** A program with its words, or a group in parentheses or braces. */
export interface Command {
  words: readonly Word[];
  assignments: readonly Word[];
  redirects: readonly Redirect[];
  group?: Script;
  /** The name under which the group is defined as a function. */
  defines?: string;
  start: number;
  end: number;
}

/** Commands joined by `|`. */
export interface Pipeline {
  commands: readonly Command[];
  /** Ended by a single `&`. */
  isBackground: boolean;
}

export interface Script {
  pipelines: readonly Pipeline[];
}
