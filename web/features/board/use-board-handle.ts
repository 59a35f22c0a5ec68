import { getRouteApi } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Board } from '../../../src/contracts/board.ts';
import { announce } from '../../ui/live-region.ts';
import { useMay } from '../accounts/roles.ts';
import type { BoardHandle } from './board-context.ts';
import { type Direction, neighbour, nextStage, placeOf } from './board-moves.rules.ts';
import { focusCard } from './focus-card.ts';
import type { Selection } from './selection.ts';

const route = getRouteApi('/app/board');

type Input = {
  board: Board;
  isCollapsed: (stageId: string | null) => boolean;
  move: (contactIds: readonly string[], stageId: string | null) => void;
  openMoveMenu: (contactIds: readonly string[]) => void;
  reanalyze: (contactIds: readonly string[]) => void;
};

const arrows: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What clicks and keys on cards do. The handle is made once, so that cards are not drawn for it. */
export function useBoardHandle(selection: Selection, input: Input): BoardHandle {
  const navigate = route.useNavigate();
  const mayMove = useMay('agent');
  const open = (contact: string) =>
    void navigate({ search: (old) => ({ ...old, contact }), replace: isPanelOpen() });
  const latest = useRef({ ...input, mayMove, open });
  latest.current = { ...input, mayMove, open };
  return useState(() => createHandle(selection, () => latest.current))[0];
}

function isPanelOpen(): boolean {
  return new URLSearchParams(window.location.search).has('contact');
}

type Latest = Input & { mayMove: boolean; open: (contactId: string) => void };

function createHandle(selection: Selection, now: () => Latest): BoardHandle {
  const scrollers: BoardHandle['scrollers'] = new Map();
  const columnIds = (contactId: string) =>
    placeOf(now().board, contactId)?.column.cards.map(({ id }) => id) ?? [];
  /** A card stands for all chosen ones when it is one of them. */
  const meant = (contactId: string) => (selection.has(contactId) ? selection.ids() : [contactId]);
  const choose = (contactId: string) => {
    selection.toggle(contactId);
    announce(`${selection.ids().length} selected`);
  };

  const walk = (contactId: string, direction: Direction, extend: boolean) => {
    const next = neighbour(now().board, contactId, direction, now().isCollapsed);
    if (!next) return;
    if (extend) selection.add([contactId, next.id]);
    scrollers.get(next.stageId)?.(next.index);
    focusCard(next.id);
  };
  const shift = (contactId: string, step: 1 | -1) => {
    const stageId = nextStage(now().board, contactId, step);
    if (stageId === undefined || !now().mayMove) return;
    now().move(meant(contactId), stageId);
    requestAnimationFrame(() => {
      const place = placeOf(now().board, contactId);
      if (place) scrollers.get(place.column.stageId)?.(place.index);
      focusCard(contactId, stageId ?? 'incoming');
    });
  };

  const keys: Record<string, (contactId: string) => void> = {
    x: choose,
    m: (contactId) => now().mayMove && now().openMoveMenu(meant(contactId)),
    r: (contactId) => now().mayMove && now().reanalyze(meant(contactId)),
  };

  function onCardKey(contactId: string, event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = arrows[event.key];
    const run = keys[event.key.toLowerCase()];
    if (direction && event.shiftKey && (direction === 'left' || direction === 'right')) {
      shift(contactId, direction === 'left' ? -1 : 1);
    } else if (direction) {
      walk(contactId, direction, event.shiftKey);
    } else if (event.key === 'Escape' && selection.ids().length > 0) {
      selection.clear();
    } else if (run) {
      run(contactId);
    } else {
      return;
    }
    event.preventDefault();
  }

  return {
    selection,
    scrollers,
    mayMove: () => now().mayMove,
    onCardKey,
    onCardClick(contactId, event) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) choose(contactId);
      else if (event.shiftKey) selection.extendTo(contactId, columnIds(contactId));
      else now().open(contactId);
    },
    onDrop: (contactIds, stageId) => now().move(contactIds, stageId),
  };
}
