/** What a message is made of: pieces, how they lie, and where in the message they stand. */
export interface Recipe {
  readonly pieces: readonly string[];
  /** One after the other again and again, or each again and again before the next. */
  readonly layout: 'woven' | 'in sections';
  readonly place: Place;
}

export const layouts: readonly Recipe['layout'][] = ['woven', 'in sections'];

/** Where a text can stand in a message. */
export const places = [
  'result',
  'argument',
  'command',
  'code',
  'query',
  'path',
  'rows',
  'rows in a string',
  'names',
  'tools',
] as const;

type Place = (typeof places)[number];

/** Bytes of a message, as it goes over the wire. */
const size = 1_000_000;

/** The message, as JSON of a megabyte at most. */
export function writeMessage(recipe: Recipe): string {
  let room = size - 200;
  let message = written(recipe, room);
  for (; Buffer.byteLength(message) > size; message = written(recipe, room))
    room *= (size / Buffer.byteLength(message)) * 0.99;
  return message;
}

function written({ pieces, layout, place }: Recipe, room: number): string {
  const parts = pieces.map((piece) => Buffer.from(piece).toString()).filter((piece) => piece !== '');
  switch (place) {
    case 'rows':
      return result({ structuredContent: { rows: rowsOf(parts, room) } });
    case 'rows in a string':
      return result({ content: [{ type: 'text', text: JSON.stringify(rowsOf(parts, room)) }] });
    case 'names': {
      const members = rowsOf(parts, room).map((piece, index) => [`${piece}${index}`, index]);
      return result({ structuredContent: Object.fromEntries(members) });
    }
    case 'tools': {
      const text = textOf(parts, layout, room / 4);
      const tools = ['a', 'b', 'c', 'd'].map((name) => ({ name, description: text, inputSchema: {} }));
      return result({ tools });
    }
    case 'result':
      return result({ content: [{ type: 'text', text: textOf(parts, layout, room) }] });
    default: {
      const name = place === 'argument' ? 'text' : place;
      const args = { [name]: textOf(parts, layout, room) };
      return JSON.stringify({ method: 'tools/call', params: { name: 'run', arguments: args } });
    }
  }
}

function result(members: object): string {
  return JSON.stringify({ result: members });
}

/** Bytes that a text takes in JSON. */
function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

function textOf(pieces: readonly string[], layout: Recipe['layout'], room: number): string {
  const repeated = (piece: string, bytes: number): string =>
    piece.repeat(Math.max(1, Math.floor(bytes / Math.max(1, bytesOf(piece)))));
  if (layout === 'woven') return repeated(pieces.join('') || 'a', room);
  return pieces.map((piece) => repeated(piece, room / pieces.length)).join('');
}

function rowsOf(pieces: readonly string[], room: number): string[] {
  const rows: string[] = [];
  let bytes = 0;
  for (let index = 0; bytes < room && rows.length < 400_000; index++) {
    const piece = pieces[index % Math.max(1, pieces.length)] ?? 'a';
    bytes += bytesOf(piece) + 3;
    rows.push(piece);
  }
  return rows;
}
