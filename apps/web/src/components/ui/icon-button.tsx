import type { ComponentProps } from 'react';

/** A square button that shows only an icon; its label is read aloud and shown on hover. */
export function IconButton({
  label,
  className = '',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-line/60 hover:text-ink disabled:opacity-40 ${className}`}
    />
  );
}
