import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { type RefObject, useContext, useEffect, useRef, useState } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { contactName } from '../contacts/contact-words.ts';
import { BoardContext } from './board-context.ts';
import { dragData, setDragging } from './dragging.ts';

/** Makes a card draggable; with it go the other chosen cards when it is one of them. */
export function useCardDrag(
  card: ContactCard,
  stageId: string | null,
): { element: RefObject<HTMLAnchorElement | null>; dragging: boolean } {
  const element = useRef<HTMLAnchorElement>(null);
  const board = useContext(BoardContext);
  const [dragging, setOwnDragging] = useState(false);
  const name = contactName(card);
  useEffect(() => {
    if (!element.current) return;
    const dragged = () => {
      const chosen = board.selection.ids();
      return chosen.includes(card.id) ? chosen : [card.id];
    };
    return draggable({
      element: element.current,
      canDrag: () => board.mayMove(),
      getInitialData: () => ({ ...dragData(dragged()), stageId }),
      onGenerateDragPreview: ({ nativeSetDragImage }) => {
        const count = dragged().length;
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: () => ({ x: 16, y: 16 }),
          render: ({ container }) => container.append(preview(name, count)),
        });
      },
      onDragStart: () => {
        setOwnDragging(true);
        setDragging({ contactIds: dragged() });
      },
      onDrop: () => {
        setOwnDragging(false);
        setDragging(null);
      },
    });
  }, [board, card.id, name, stageId]);
  return { element, dragging };
}

/** A small label follows the pointer: a whole card would hide the column it is dropped on. */
function preview(name: string, count: number): HTMLElement {
  const element = document.createElement('div');
  element.textContent = count > 1 ? `${count} contacts` : name;
  element.style.cssText =
    'padding:8px 12px;border-radius:8px;max-width:240px;font:600 13px system-ui;' +
    'background:#4b5fe0;color:#fff;white-space:nowrap;overflow:hidden;text-overflow:ellipsis';
  return element;
}
