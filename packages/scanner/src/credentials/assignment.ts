/**
 * The source of a pattern for what stands between a name and the value that is given to it, in the syntaxes of
 * programs, shells, configuration files, headers, tables and tags: `=`, `:=`, `=>`, `":"`, `", "`, `>`, `" value="`.
 * The name may go on with letters, dots and up to three more words; the value may be quoted.
 */
export const nameEnd = String.raw`[\w.-]{0,40}(?: [\w.-]{1,20}){0,3}`;

const memberValue = String.raw`["'\x60]?,?\s{1,16}["']?value["']?\s{0,3}[:=]`;
const afterQuote = String.raw`["'\x60\])]{1,2}\s{0,3}(?:[:?]{0,3}={1,2}>?|:|,|\|{1,2})`;
const plain = String.raw`[ \t]{0,3}(?:[:?]{0,3}={1,2}>?|:|>|\|{1,2})`;

/** What gives a name its value. */
export const operator = `(?:${memberValue}|${afterQuote}|${plain})`;

/** Blanks and quotation marks before a value. */
export const openQuote = String.raw`\s{0,3}["'\x60({[]{0,2}`;

/** How many characters the parts above can look at. */
export const assignmentReach = 140;
