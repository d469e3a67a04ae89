'use client';

import { useState, type SyntheticEvent } from 'react';
import { requestJson, signInPath } from '@/client/request-json';
import { ApiError } from '@/lib/api-error';
import { Logo } from '../ui/logo';

const buttonStyle =
  'w-full rounded-lg bg-accent px-4 py-2 text-sm font-medium text-on-accent transition-opacity hover:opacity-90 disabled:opacity-60';

interface SignInProps {
  isSignedIn: boolean;
  needsPassword: boolean;
}

/** The door of a page that has a password: a form for who is outside, a way out for who is in. */
export function SignIn({ isSignedIn, needsPassword }: SignInProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="w-full max-w-xs space-y-6">
        <div className="space-y-3 text-center">
          <Logo className="mx-auto size-10" />
          <h1 className="text-xl font-semibold tracking-tight">
            {isSignedIn ? 'You are signed in' : 'Sign in'}
          </h1>
        </div>
        {isSignedIn ? <WayOut needsPassword={needsPassword} /> : <PasswordForm />}
      </div>
    </main>
  );
}

function PasswordForm() {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    setBusy(true);
    setProblem(undefined);
    try {
      await requestJson(signInPath, { method: 'POST', json: { password } });
      window.location.assign('/');
    } catch (error) {
      setProblem(
        error instanceof ApiError
          ? `${error.message} ${error.remedy}`
          : 'The server does not answer. Try again.',
      );
      setBusy(false);
    }
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-4">
      <label className="block space-y-1.5">
        <span className="text-soft text-sm font-medium">Password</span>
        <input
          name="password"
          type="password"
          required
          autoComplete="current-password"
          aria-describedby="sign-in-problem"
          aria-invalid={problem !== undefined}
          className="border-line-strong bg-surface w-full rounded-lg border px-3 py-2 text-sm"
        />
      </label>
      <p id="sign-in-problem" role="alert" className="text-bad min-h-5 text-sm">
        {problem}
      </p>
      <button type="submit" disabled={isBusy} className={buttonStyle}>
        {isBusy ? 'Signing in …' : 'Sign in'}
      </button>
    </form>
  );
}

function WayOut({ needsPassword }: { needsPassword: boolean }) {
  async function signOut(): Promise<void> {
    await requestJson('/api/sign-out', { method: 'POST' });
    window.location.assign('/sign-in');
  }

  return (
    <div className="space-y-3 text-center">
      <button type="button" onClick={() => window.location.assign('/')} className={buttonStyle}>
        Open the chat
      </button>
      {needsPassword && (
        <button type="button" onClick={() => void signOut()} className="text-soft text-sm underline">
          Sign out
        </button>
      )}
    </div>
  );
}
