/** A message of about so many bytes, and what is in it. */
export interface BenchMessage {
  readonly title: string;
  readonly bytes: number;
  readonly message: unknown;
}

const sizes = [
  ['200 B', 200],
  ['10 KB', 10_000],
  ['256 KB', 256 * 1024],
  ['1 MB', 1024 * 1024],
] as const;

const envelope = 80;

/** Rows of a table, as a server of data answers. */
function tableOf(bytes: number): string {
  const rows: string[] = [];
  for (let row = 0, length = 60; length < bytes - envelope; row += 1) {
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

function filled(piece: string, bytes: number): string {
  return piece.repeat(Math.ceil(bytes / piece.length)).slice(0, Math.max(0, bytes - envelope));
}

/** Clean data, clean prose and a text made to cost, in every size. */
export function benchMessages(): BenchMessage[] {
  return sizes.flatMap(([size, bytes]) =>
    [
      ['table', tableOf(bytes)],
      ['prose', filled(report, bytes)],
      ['hostile', filled(hostile, bytes)],
    ].map(([kind, text]) => {
      const message = { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }] } };
      return { title: `${size} ${kind}`, bytes: Buffer.byteLength(JSON.stringify(message)), message };
    }),
  );
}
