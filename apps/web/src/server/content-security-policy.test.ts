import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy';

it('evaluates nothing and loads nothing foreign in production', () => {
  const policy = contentSecurityPolicy('abc', false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).toContain("style-src 'self' 'nonce-abc';");
  expect(policy).toContain("connect-src 'self';");
  expect(policy).toContain("img-src 'self' blob: data:;");
  expect(policy).not.toMatch(/https?:|\*/);
});
