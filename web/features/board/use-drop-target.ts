import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { announce } from '../../ui/live-region.ts';
import { draggedContacts } from './dragging.ts';

type Input = {
  /** Read out when the pointer comes over it. */
  name: string;
  /** The stage that the cards come from may not be dropped on itself. */
  stageId: string | null;
  onDrop: (contactIds: readonly string[]) => void;
};

/** Lets cards be dropped on an element. */
export function useDropTarget<T extends HTMLElement>({
  name,
  stageId,
  onDrop,
}: Input): { element: RefObject<T | null>; over: boolean } {
  const element = useRef<T>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => {
        const ids = draggedContacts(source.data);
        return ids !== null && (ids.length > 1 || source.data['stageId'] !== stageId);
      },
      onDragEnter: () => {
        setOver(true);
        announce(`Over ${name}`);
      },
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const ids = draggedContacts(source.data);
        if (ids) drop.current(ids);
      },
    });
  }, [name, stageId]);
  return { element, over };
}
