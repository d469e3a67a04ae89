'use client';

import { Explain } from '@/components/ui/explain';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <Explain
      title="This page stumbled"
      message="Something in the page failed while it was drawn. Your conversations are safe on the server."
      remedy="Draw it again. If that fails too, reload the page."
      action={{ label: 'Try again', onPress: reset }}
    />
  );
}
