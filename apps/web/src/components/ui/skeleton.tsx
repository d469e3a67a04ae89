/** Grey lines where something will be. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div className="animate-pulse space-y-2.5" aria-label={label} role="status">
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="h-3 rounded bg-line" style={{ width: `${90 - ((index * 23) % 50)}%` }} />
      ))}
    </div>
  );
}
