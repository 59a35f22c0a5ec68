const mostFrames = 12;

/** Focuses a card once it is in the document: after a move it is drawn in another column. */
export function focusCard(contactId: string, frames = mostFrames): void {
  const card = document.querySelector<HTMLElement>(`[data-card="${contactId}"]`);
  if (card) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else if (frames > 0) {
    requestAnimationFrame(() => focusCard(contactId, frames - 1));
  }
}

/** The card that has the focus. */
export function focusedCard(): string | null {
  const card = document.activeElement?.closest('[data-card]');
  return card instanceof HTMLElement ? (card.dataset['card'] ?? null) : null;
}
