/**
 * useFit scales the content of a box down until it fits, because names are long in some languages. The styles
 * multiply their unit with --fit.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';

const step = 0.04;
const minFit = 0.5;

/** `content` identifies the content of the box. A change of it causes a new measurement. */
export function useFit(content: string) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const shrinkToFit = () => {
      const { current } = box;
      const child = current?.firstElementChild;
      if (!current || !child) return;
      // Stops animations, so that elements are measured in their final positions.
      current.classList.add('measuring');
      for (let factor = 1; factor >= minFit; factor -= step) {
        current.style.setProperty('--fit', factor.toFixed(2));
        if (isWhole(child)) break;
      }
      current.classList.remove('measuring');
    };
    shrinkToFit();
    // The size of the window can change, and elements next to the box can appear and disappear.
    const observer = new ResizeObserver(shrinkToFit);
    if (box.current) observer.observe(box.current);
    document.fonts.addEventListener('loadingdone', shrinkToFit);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', shrinkToFit);
    };
  }, [content]);
  return box;
}

/** A box whose content is not clipped grows with its content, so a page that scrolls has no limit of height. */
function isWhole(content: Element): boolean {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = content;
  const isClipped = getComputedStyle(content).overflowY !== 'visible';
  return scrollWidth <= clientWidth && (!isClipped || scrollHeight <= clientHeight);
}
