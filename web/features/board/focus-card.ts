const mostFrames = 12;

/**
 * Focuses a card once it is in the document, with `column` once it is drawn there: after a move it
 * stands in its old column for one more frame.
 */
export function focusCard(contactId: string, column?: string, frames = mostFrames): void {
  const within = column === undefined ? '' : `[data-stage="${column}"] `;
  const card = document.querySelector<HTMLElement>(`${within}[data-card="${contactId}"]`);
  if (card) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else if (frames > 0) {
    requestAnimationFrame(() => focusCard(contactId, column, frames - 1));
  }
}
