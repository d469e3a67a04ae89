/** What the generated part of a credential is made of: a character class, and letters of it in disorder for examples. */
export const alphabets = {
  digits: { source: '0-9', sample: '4271906358294710' },
  hex: { source: 'a-f0-9', sample: '8f14e45fcea167a5a36dedd4bea2543c' },
  anyHex: { source: 'A-Fa-f0-9', sample: '8f14e45fcea167a5a36dedd4bea2543c' },
  digitsAndLower: { source: 'a-z0-9', sample: 'k3lr9vt4bn8cwmk1pz7sydh2gj5qf6or' },
  upper: { source: 'A-Z0-9', sample: 'K3LR9VT4BN8CWMQ1PZ7SYDH2GJ5XF6OR' },
  base32: { source: 'A-Z2-7', sample: 'K3LR7VT4BN6CWMQ2PZ7SYDH2GJ5XF6OR' },
  letters: { source: 'A-Za-z', sample: 'kLrvTbNcWmKpZsYdEgHjaFoRiXqVbNcW' },
  alphanumeric: { source: 'A-Za-z0-9', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  urlSafe: { source: 'A-Za-z0-9_-', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  dotted: { source: 'A-Za-z0-9_.=-', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  base64: { source: 'A-Za-z0-9+/=', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  unreserved: { source: 'A-Za-z0-9_.~-', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  base64Letters: { source: 'A-Za-z0-9+/', sample: 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR' },
  scheme: { source: 'A-Za-z0-9+.-', sample: 'postgresql' },
} as const;

/** The name of one of {@link alphabets}. */
export type AlphabetName = keyof typeof alphabets;

const members = new Map<AlphabetName, Uint8Array>();

/** Per ASCII code 1 where the letter is of the alphabet. */
export function membersOf(name: AlphabetName): Uint8Array {
  let table = members.get(name);
  if (!table) {
    const letter = new RegExp(`[${alphabets[name].source}]`);
    table = Uint8Array.from({ length: 128 }, (_, code) => (letter.test(String.fromCharCode(code)) ? 1 : 0));
    members.set(name, table);
  }
  return table;
}
