import { describe, expect, it } from 'vitest';

import { own, table } from '../../src/language/table.js';

describe('a table', () => {
  it('answers for its own entries only, and never changes', () => {
    const entries = table({ a: 1 });
    expect(own(entries, 'a')).toBe(1);
    for (const name of ['constructor', '__proto__', 'toString', 'b'])
      expect(own(entries, name)).toBeUndefined();
    expect(own({ a: 1 }, 'constructor')).toBeUndefined();
    expect(Object.isFrozen(entries)).toBe(true);
    expect(Object.getPrototypeOf(entries)).toBeNull();
  });
});
