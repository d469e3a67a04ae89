import { expect, it } from 'vitest';
import { blockedImageSource, safeLink } from './links';

it('follows only web addresses that say where they lead', () => {
  expect(safeLink('https://example.org/a?b')).toEqual({
    href: 'https://example.org/a?b',
    host: 'example.org',
  });
  for (const address of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<b>',
    'file:///etc/passwd',
    'vbscript:x',
    '/api/conversations',
    '//example.org',
    'https://localhost@example.org/',
    'not a link',
    undefined,
  ]) {
    expect([address, safeLink(address)]).toEqual([address, undefined]);
  }
});

it('names the host of an image that is not loaded', () => {
  expect(blockedImageSource('https://evil.example/p.png?leak=1')).toBe('evil.example');
  expect(blockedImageSource('//evil.example/p.png')).toBe('evil.example');
  expect(blockedImageSource('data:image/png;base64,AAAA')).toBe('inline data');
  expect(blockedImageSource('/icon.svg')).toBe('this page');
  expect(blockedImageSource(undefined)).toBe('unknown source');
});
