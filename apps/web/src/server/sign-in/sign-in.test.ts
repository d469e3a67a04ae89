import { describe, expect, it } from 'vitest';
import { limits } from '../limits';
import { Attempts } from './attempts';
import { forgottenCookies, sessionCookie, sessionOf } from './cookie';
import { signIn } from './door';
import { whyNotListen } from './listening';
import { PasswordCheck } from './password';
import { Sessions } from './sessions';

describe('whyNotListen', () => {
  it.each([
    ['127.0.0.1', ['node', 'next', 'start', '-H', '127.0.0.1']],
    ['::1', ['node', 'next', 'dev']],
    ['0.0.0.0', ['node', 'next', 'start', '-H', 'localhost']],
  ])('lets a page without a password listen on the loopback (%s)', (host, args) => {
    expect(whyNotListen(host, args, false)).toBeUndefined();
  });

  it.each([
    ['0.0.0.0', ['node', 'next', 'dev']],
    ['127.0.0.1', ['node', 'next', 'start']],
    ['127.0.0.1', ['node', 'next', 'start', '-H', '0.0.0.0']],
    ['127.0.0.1', ['node', 'next', 'start', '--hostname', '192.168.1.4']],
    ['127.0.0.1.example.com', ['node', 'next', 'dev']],
  ])('says what to do where others would reach it (%s %j)', (host, args) => {
    expect(whyNotListen(host, args, false)).toMatch(/SALLYPORT_PASSWORD[\s\S]*WEB_HOST/);
    expect(whyNotListen(host, args, true)).toBeUndefined();
  });
});

describe('a session', () => {
  it('is known until it ends, by time or by hand, and never by a number that was made up', () => {
    let now = 0;
    const sessions = new Sessions(() => now);
    const [one, other] = [sessions.begin(), sessions.begin()];
    expect(sessions.has(one)).toBe(true);
    expect(sessions.has(`${one.slice(0, -1)}${one.endsWith('A') ? 'B' : 'A'}`)).toBe(false);
    sessions.end(one);
    expect(sessions.has(one)).toBe(false);
    now = limits.sessionMs;
    expect(sessions.has(other)).toBe(false);
  });

  it('makes room for newer ones', () => {
    const sessions = new Sessions();
    const first = sessions.begin();
    for (let count = 0; count < limits.sessions; count += 1) sessions.begin();
    expect(sessions.has(first)).toBe(false);
  });

  it('is in a cookie that no script reads and no other site sends, bound to TLS where there is TLS', () => {
    const session = new Sessions().begin();
    const secure = sessionCookie(session, 'https://localhost:8443');
    expect(secure).toMatch(
      /^__Host-sallyport=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(sessionCookie(session, 'http://localhost:3000')).not.toContain('Secure');
    expect(sessionOf(`a=1; ${secure.split(';', 1)[0]}`)).toBe(session);
    expect(sessionOf('sallyport=short')).toBeUndefined();
    expect(sessionOf(null)).toBeUndefined();
    for (const cookie of forgottenCookies()) expect(cookie).toContain('Max-Age=0');
  });
});

describe('signIn', () => {
  it('takes the password and no other, and counts every attempt before it compares', async () => {
    let now = 0;
    const password = 'correct horse battery';
    const door = {
      check: new PasswordCheck(password),
      sessions: new Sessions(),
      attempts: new Attempts(() => now),
    };
    expect(await signIn(door, `${password} `)).toEqual({ ok: false });
    const entered = await signIn(door, password);
    expect(entered).toMatchObject({ ok: true });
    expect(entered.ok && door.sessions.has(entered.session)).toBe(true);
    for (let count = 2; count < limits.signInsPerMinute; count += 1) door.attempts.take();
    expect(await signIn(door, password)).toEqual({ ok: false, retryAfterSeconds: 60 });
    now = 60_000;
    expect(await signIn(door, password)).toMatchObject({ ok: true });
  });
});
