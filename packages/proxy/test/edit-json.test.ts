import { describe, expect, it } from 'vitest';
import { editJson } from '../src/relay/edit-json.js';

const text = '{ "a":1.0 , "list":[ {"n":1e2}, "x" ,{"n":"\\u00e9, ]}"} ],"b" : {"c":"d\\"e", "f":null} }';
const value = JSON.parse(text) as { a: number; list: unknown[]; b: Record<string, unknown> };

describe('the text of a message of which parts were taken out', () => {
  it.each([
    ['a text', { ...value, b: { ...value.b, c: 'X' } }, text.replace('"d\\"e"', '"X"')],
    ['the first of a list', { ...value, list: value.list.slice(1) }, text.replace('[ {"n":1e2},', '[')],
    ['one in the middle', { ...value, list: [value.list[0], value.list[2]] }, text.replace(', "x"', '')],
    ['the last', { ...value, list: value.list.slice(0, 2) }, text.replace(' ,{"n":"\\u00e9, ]}"}', ' ')],
    ['all of a list', { ...value, list: [] }, text.replace(/\[ .*\} \]/, '[ ]')],
    ['a member', { a: value.a, list: value.list }, text.replace(/,"b" : .*\}/, ' }').replace(' ] }', ' ] }')],
  ])('keeps every other byte without %s', (_, after, expected) => {
    const edited = editJson(text, value, after) ?? '';
    expect(JSON.parse(edited)).toEqual(after);
    expect(edited.replaceAll(/\s/g, '')).toBe(expected.replaceAll(/\s/g, ''));
  });

  it('is not guessed where a member is there twice, or is new', () => {
    expect(editJson('{"a":1,"a":{"b":2}}', { a: { b: 2 } }, { a: { b: 3 } })).toBeUndefined();
    expect(editJson('{"a":1}', { a: 1 }, { a: 1, b: 2 })).toBeUndefined();
  });
});
