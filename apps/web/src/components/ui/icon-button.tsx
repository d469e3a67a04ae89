import type { ComponentProps } from 'react';

/** A square button that shows only an icon; its label is read aloud and shown on hover. */
export function IconButton({ label, className = '', ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`text-muted hover:bg-line/60 hover:text-ink grid size-8 shrink-0 place-items-center rounded-lg transition-colors disabled:opacity-40 ${className}`}
    />
  );
}
