/** Three dots: something is being thought about. */
export function Working() {
  return (
    <div className="flex h-6 items-center gap-1" data-testid="working" aria-hidden="true">
      {[0, 1, 2].map((index) => (
        <span
          key={index}
          className="pulse-dot bg-accent size-1.5 rounded-full"
          style={{ animationDelay: `${index * 180}ms` }}
        />
      ))}
    </div>
  );
}
