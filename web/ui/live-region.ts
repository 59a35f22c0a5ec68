let region: HTMLElement | null = null;

/** Says something to those who do not see the screen. */
export function announce(text: string): void {
  region ??= createRegion();
  // The same text twice is read out only when it changed in between.
  region.textContent = '';
  requestAnimationFrame(() => {
    if (region) region.textContent = text;
  });
}

function createRegion(): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('role', 'status');
  element.setAttribute('aria-live', 'polite');
  element.style.cssText =
    'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
  document.body.append(element);
  return element;
}
