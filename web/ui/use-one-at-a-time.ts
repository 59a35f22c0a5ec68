import { useRef } from 'react';

/** Drops what is started while another is running, such as the second click of a double click. */
export function useOneAtATime(): (start: (settled: () => void) => void) => void {
  const running = useRef(false);
  return (start) => {
    if (running.current) return;
    running.current = true;
    start(() => {
      running.current = false;
    });
  };
}
