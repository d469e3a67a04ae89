/** A conversation's title, from its first question: one line, cut at a word. */
export function titleOf(question: string, maxLength: number): string {
  const line = question.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= maxLength) return line || 'New conversation';
  const cut = line.slice(0, maxLength - 1);
  const space = cut.lastIndexOf(' ');
  return `${space > maxLength / 2 ? cut.slice(0, space) : cut}…`;
}
