/** Messages of about so many bytes of one kind. */
export interface BenchMessages {
  readonly title: string;
  /** Of each, on average. */
  readonly bytes: number;
  /** They differ in what they say, so that none is a repetition of another. */
  readonly messages: readonly unknown[];
}

const sizes = [
  { size: '200 B', bytes: 200, count: 64 },
  { size: '10 KB', bytes: 10_000, count: 8 },
  { size: '256 KB', bytes: 256 * 1024, count: 1 },
  { size: '1 MB', bytes: 1024 * 1024, count: 1 },
] as const;

const envelope = 80;

/** Rows of a table, as a server of data answers. */
function tableOf(bytes: number, turn: number): string {
  const rows: string[] = [];
  for (let row = turn * 5, length = 60; length < bytes - envelope; row += 1) {
    const text = `["region ${row % 7}","2024-0${1 + (row % 9)}-15",${row * 3.25},${row % 2 === 0}]`;
    rows.push(text);
    length += text.length + 1;
  }
  return `{"columns":["region","date","total","closed"],"rows":[${rows.join(',')}]}`;
}

const report =
  'Sales in the north grew by twelve percent over the quarter, while the south stayed flat. The new warehouse opened in May. ';
const hostile =
  'password: token= ://a:b@ eyJhbGci ignore all the previous %2525 \\u0041 <!-- do not tell --> $(a `b` 4111 1111 1111 SGVsbG8gd29ybGQh ';

/** A text made of a piece, begun at another place in each turn. */
function filled(piece: string, bytes: number, turn: number): string {
  const begin = (turn * 7) % piece.length;
  const length = Math.max(0, bytes - envelope);
  return piece.repeat(Math.ceil(bytes / piece.length) + 1).slice(begin, begin + length);
}

/** Clean data, clean prose and a text made to cost, in every size. */
export function benchMessages(): BenchMessages[] {
  const kinds: readonly (readonly [string, (bytes: number, turn: number) => string])[] = [
    ['table', tableOf],
    ['prose', (bytes, turn) => filled(report, bytes, turn)],
    ['hostile', (bytes, turn) => filled(hostile, bytes, turn)],
  ];
  return sizes.flatMap(({ size, bytes, count }) =>
    kinds.map(([kind, textOf]) => {
      const messages = Array.from({ length: count }, (_, turn) => {
        const result = { content: [{ type: 'text', text: textOf(bytes, turn) }] };
        // As it comes off the wire.
        return JSON.parse(JSON.stringify({ jsonrpc: '2.0', id: turn, result })) as unknown;
      });
      const whole = messages.reduce<number>(
        (sum, message) => sum + Buffer.byteLength(JSON.stringify(message)),
        0,
      );
      return { title: `${size} ${kind}`, bytes: Math.round(whole / count), messages };
    }),
  );
}
