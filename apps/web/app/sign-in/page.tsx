import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { SignIn } from '@/components/sign-in/sign-in';
import { sessionOf } from '@/server/sign-in/cookie';
import { door } from '@/server/sign-in/door';

export const metadata: Metadata = { title: 'Sign in' };

export default async function Page() {
  const session = sessionOf((await headers()).get('cookie'));
  const guarded = door();
  const isSignedIn = !guarded || (session !== undefined && guarded.sessions.has(session));
  return <SignIn isSignedIn={isSignedIn} needsPassword={guarded !== undefined} />;
}
