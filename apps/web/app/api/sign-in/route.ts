import { z } from 'zod';
import { WebError, WebErrorCode } from '@/server/errors';
import { handler, json, readBody } from '@/server/http';
import { limits } from '@/server/limits';
import { sessionCookie } from '@/server/sign-in/cookie';
import { door, signIn } from '@/server/sign-in/door';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

const signInRequest = z.object({ password: z.string().min(1).max(limits.passwordCharacters.max) });

/** Signs in: a password for a session. The proxy has made sure that the page itself sent it. */
export const POST = handler(async (request) => {
  const { password } = await readBody(request, signInRequest);
  const guarded = door();
  if (!guarded) return json({ signedIn: true });
  const result = await signIn(guarded, password);
  if (result.ok) {
    const response = json({ signedIn: true });
    response.headers.append('Set-Cookie', sessionCookie(result.session, request.headers.get('origin')));
    return response;
  }
  if (result.retryAfterSeconds === undefined) {
    throw new WebError(
      WebErrorCode.signInRefused,
      401,
      'That is not the password.',
      'Try again. It is what SALLYPORT_PASSWORD says; the stack in containers printed its own at the first start.',
    );
  }
  const { retryAfterSeconds } = result;
  throw new WebError(
    WebErrorCode.tooManySignIns,
    429,
    'There were too many attempts to sign in.',
    `Wait ${retryAfterSeconds} seconds, then try again.`,
  );
});
