/** A place in a message while it is walked; the pointer is only spelled out for a finding. */
export interface Place {
  parent?: Place;
  name: string | number;
}

/** RFC 6901: `~` becomes `~0` and `/` becomes `~1`. */
export function formatPointer(place: Place | undefined): string {
  const parts: string[] = [];
  for (let current = place; current; current = current.parent) {
    parts.push(String(current.name).replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return parts.length === 0 ? '' : `/${parts.reverse().join('/')}`;
}

/** The names that a pointer goes through. */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
