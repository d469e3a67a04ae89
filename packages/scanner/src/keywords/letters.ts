/** From here on, letters have no case: those of China, Japan and Korea. */
const caseless = 0x2e80;

/** Small letters by code; 0 where nobody has asked yet. */
const known = new Uint16Array(caseless);

/** The code of the small letter of a letter, where that has no other capital; else its own. */
export function smallOf(code: number): number {
  if (code >= caseless) return code;
  return known[code] || (known[code] = findSmall(code));
}

function findSmall(code: number): number {
  const letter = String.fromCharCode(code);
  const small = letter.toLowerCase();
  return small.length === 1 && small.toUpperCase() === letter ? small.charCodeAt(0) : code;
}

/** Whether a keyword, in small letters, stands in a text, but for case. */
export function standsAt(text: string, start: number, keyword: string): boolean {
  for (let at = keyword.length - 1; at >= 0; at--) {
    if (smallOf(text.charCodeAt(start + at)) !== keyword.charCodeAt(at)) return false;
  }
  return true;
}
