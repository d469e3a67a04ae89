import { Logo } from './logo';

interface ExplainProps {
  title: string;
  message: string;
  remedy: string;
  action: { label: string; href: string } | { label: string; onPress: () => void };
}

const actionStyle =
  'inline-block rounded-lg bg-accent px-4 py-2 text-sm font-medium text-on-accent transition-opacity hover:opacity-90';

/** A whole page that says what happened and offers the one thing to do. */
export function Explain({ title, message, remedy, action }: ExplainProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-md space-y-4 text-center">
        <Logo className="mx-auto size-10" />
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="text-soft">
          {message} {remedy}
        </p>
        {'href' in action ? (
          <a className={actionStyle} href={action.href}>
            {action.label}
          </a>
        ) : (
          <button type="button" className={actionStyle} onClick={action.onPress}>
            {action.label}
          </button>
        )}
      </div>
    </main>
  );
}
