/** The mark: a door within a gate. */
export function Logo({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M7 25V15.5a9 9 0 0 1 18 0V25"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path
        d="M12 25v-8.8a4 4 0 0 1 8 0V25"
        fill="none"
        className="stroke-on-accent opacity-60"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <circle cx="16" cy="20" r="1.7" className="fill-on-accent" />
    </svg>
  );
}
