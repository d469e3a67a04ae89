/** What stands between words. */
export const operators = /&&|\|\||;;&|;;|;&|\|&|<<<|<<-|<<|>>|<>|>\||<&|>&|&>>|&>|[|&;<>()\n]/y;
/** Words that only give commands their order. */
export const reserved = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'while',
  'until',
  'do',
  'done',
  'case',
  'esac',
  '!',
  'time',
  'coproc',
  '{',
]);

/** Where a word ends, besides blanks. */
export const isMeta = (letter: string): boolean => '|&;<>()\n'.includes(letter);
/** What parts words and means nothing else. */
export const isBlank = (letter: string): boolean => letter === ' ' || letter === '\t' || letter === '\r';
