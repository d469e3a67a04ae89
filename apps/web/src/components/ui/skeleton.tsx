/** Grey lines where something will be. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <output className="block animate-pulse space-y-2.5" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="bg-line h-3 rounded" style={{ width: `${90 - ((index * 23) % 50)}%` }} />
      ))}
    </output>
  );
}
