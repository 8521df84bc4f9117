// Read from a page as it is drawn: what is wider than its window, which texts are cut, every text a reader meets.
// On paper nothing can be scrolled to.
paper => {
  const hidesText = way => way === 'hidden' || way === 'clip';
  const wide = [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .filter(element => element && element.scrollWidth > element.clientWidth + 1)
    .map(element => `${element.tagName.toLowerCase()} ${element.scrollWidth} in ${element.clientWidth}`);

  function isRead(parent) {
    // Streamlit's own link for keyboards and the names of its icons are no words of ours.
    if (!parent || parent.closest('style, script, noscript, [data-testid=stIconMaterial], [data-testid=stSkipToContent]')) return false;
    return parent.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && getComputedStyle(parent).fontSize !== '0px';
  }

  function isCut(parent, rects) {
    for (let box = parent; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      const spoken = style.clipPath === 'inset(50%)' || (Math.min(box.clientWidth, box.clientHeight) <= 2 && hidesText(style.overflowX));
      if (spoken) return false; // for screen readers only
      const edge = box.getBoundingClientRect();
      if (edge.right <= 0) return false; // a menu that is folded away
      const sideways = hidesText(style.overflowX) && rects.some(one => one.right > edge.right + 2 || one.left < edge.left - 2);
      const below = hidesText(style.overflowY) && rects.some(one => one.bottom > edge.bottom + 5 || one.top < edge.top - 5);
      if (sideways || below) return true;
      if (['auto', 'scroll'].includes(style.overflowX)) {
        if (!paper) return false; // it can be scrolled to
        if (rects.some(one => one.right > edge.right + 2)) return true;
      }
    }
    return false;
  }

  const texts = [], cut = [], range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, text = node.textContent.trim();
    if (!text || !isRead(node.parentElement)) continue;
    texts.push(text);
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(one => one.width > 1);
    const part = node.parentElement.closest('[data-testid]');
    if (rects.length && isCut(node.parentElement, rects)) cut.push(`${part ? part.dataset.testid : ''}: ${text.slice(0, 60)}`);
  }
  for (const name of ['placeholder', 'alt', 'title'])
    for (const element of document.body.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name));
  for (const box of document.body.querySelectorAll('input[role=combobox], input[type=text]'))
    if (isRead(box) && box.clientWidth && box.scrollWidth > 2 * box.clientWidth && box.getBoundingClientRect().right > 0)
      cut.push(`more than half of ${box.value.slice(0, 60)}`);
  const scrolled = [...document.body.querySelectorAll('table')].map(table => table.parentElement)
    .filter(box => box.clientWidth > 2 && box.scrollWidth > box.clientWidth + 1 && box.checkVisibility())
    .map(box => `${box.innerText.trim().split('\n')[0].slice(0, 60)}: ${box.scrollWidth} in ${box.clientWidth}`);
  const failed = [...document.querySelectorAll('[data-testid=stException]')].map(element => element.innerText.slice(0, 200));
  return { wide, cut, scrolled, failed, text: texts.join('\n') };
}
