import { expect, it } from 'vitest';
import { withoutLinks } from './messages.js';

it('takes links to resources out of a result, and leaves any other as it is', () => {
  const text = { type: 'text', text: '{}' };
  const link = { type: 'resource_link', uri: 'sallyport://results/1/table.arrow', name: 'table.arrow' };
  const structuredContent = { value: 1 };
  expect(withoutLinks({ content: [text, link], structuredContent })).toEqual({
    content: [text],
    structuredContent,
  });
  const plain = { content: [text] };
  expect(withoutLinks(plain)).toBe(plain);
});
