'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** How near to the end counts as being there, in pixels. */
const nearPixels = 80;

/** Keeps a scrolling element at its end while its content grows, unless the reader has scrolled away from it. */
export function useFollowScroll() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(false);
  const [away, setAway] = useState(false);

  const toLatest = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    following.current = true;
    setAway(false);
    element.scrollTo({ top: element.scrollHeight });
  }, []);

  useEffect(() => {
    const element = scroller.current;
    const grown = content.current;
    if (!element || !grown) return undefined;
    let lastTop = element.scrollTop;
    const scrolled = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < nearPixels;
      // Only going up means leaving: content that grows moves the end away by itself.
      if (near) following.current = true;
      else if (element.scrollTop < lastTop - 1) following.current = false;
      lastTop = element.scrollTop;
      setAway(!near && !following.current);
    };
    const observer = new ResizeObserver(() => {
      if (following.current) element.scrollTo({ top: element.scrollHeight });
      scrolled();
    });
    observer.observe(grown);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  }, []);

  return { scroller, content, away, toLatest };
}
