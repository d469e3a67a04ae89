import { Explain } from '@/components/ui/explain';

export default function NotFound() {
  return (
    <Explain
      title="There is no such page"
      message="This address leads to nothing in Sallyport."
      remedy="Go back to the chat."
      action={{ label: 'Open the chat', href: '/' }}
    />
  );
}
