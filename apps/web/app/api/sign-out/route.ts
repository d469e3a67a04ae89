import { handler, json } from '@/server/http';
import { forgottenCookies, sessionOf } from '@/server/sign-in/cookie';
import { door } from '@/server/sign-in/door';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

/** Ends the session that the request came with. */
export const POST = handler((request) => {
  const session = sessionOf(request.headers.get('cookie'));
  if (session !== undefined) door()?.sessions.end(session);
  const response = json({ signedIn: false });
  for (const cookie of forgottenCookies()) response.headers.append('Set-Cookie', cookie);
  return Promise.resolve(response);
});
