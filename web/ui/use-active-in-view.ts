import { useEffect, useRef } from 'react';

/**
 * For a row that scrolls sideways on a phone: brings the entry that `selector` finds into view
 * whenever `active` changes.
 */
export function useActiveInView<T extends HTMLElement>(active: string, selector: string) {
  const row = useRef<T>(null);
  useEffect(() => {
    const entry = row.current?.querySelector(selector);
    if (!entry || !row.current || active === '') return;
    const { left, width } = row.current.getBoundingClientRect();
    const place = entry.getBoundingClientRect();
    row.current.scrollLeft += place.left + place.width / 2 - left - width / 2;
  }, [active, selector]);
  return row;
}
