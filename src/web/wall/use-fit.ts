/**
 * Names are long in one language and short in another. useFit makes the content of a box smaller until it is in the box
 * whole: the styles multiply their unit with --fit.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';

const step = 0.04;
const minFit = 0.5;

/** `content` identifies what is in the box: a change of it measures again. */
export function useFit(content: string) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const shrinkToFit = () => {
      const { current } = box;
      const child = current?.firstElementChild;
      if (!current || !child) return;
      // Stops animations: elements are measured where they will end.
      current.classList.add('measuring');
      for (let factor = 1; factor >= minFit; factor -= step) {
        current.style.setProperty('--fit', factor.toFixed(2));
        if (isWhole(child)) break;
      }
      current.classList.remove('measuring');
    };
    shrinkToFit();
    // The window may change its size, and elements next to the box may come and go.
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

/** Content that is not clipped makes its box as high as it needs: a page that scrolls has no limit in height. */
function isWhole(content: Element): boolean {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = content;
  const isClipped = getComputedStyle(content).overflowY !== 'visible';
  return scrollWidth <= clientWidth && (!isClipped || scrollHeight <= clientHeight);
}
