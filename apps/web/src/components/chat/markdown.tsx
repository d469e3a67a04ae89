'use client';

import { ImageOff } from 'lucide-react';
import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { blockedImageSource, safeLink } from '@/lib/links';

const components: Components = {
  // An image address written by a model could carry data away: none is ever loaded, from anywhere.
  img: ({ src, alt }) => (
    <span
      data-blocked-image
      className="border-warn/30 bg-warn-soft text-warn mx-0.5 inline-flex items-center gap-1.5 rounded-md border px-2 py-0.5 align-middle text-xs"
      title={alt ? `The image is described as: ${alt}` : undefined}
    >
      <ImageOff className="size-3.5" aria-hidden="true" />
      external image blocked: {blockedImageSource(src)}
    </span>
  ),
  a: ({ href, children }) => {
    const link = safeLink(href);
    if (!link) return <span>{children}</span>;
    return (
      <a
        href={link.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent-ink decoration-accent/40 hover:decoration-accent underline underline-offset-2"
      >
        {children}
        <span className="text-muted ml-1 font-mono text-xs no-underline">({link.host})</span>
      </a>
    );
  },
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
};

const plugins = [remarkGfm];

/** Text of an agent as Markdown: no raw HTML, no images, links that show where they lead. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-answer">
      <ReactMarkdown remarkPlugins={plugins} components={components} skipHtml urlTransform={(url) => url}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
