/**
 * Long names in one language, short ones in another: what stands on the stage, or beside it, is made as much smaller as
 * it must be to stand there whole. The styles multiply their unit with --fit.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';

const step = 0.04;
const smallest = 0.5;

export function useFit(what: string) {
  const stage = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const makeFit = () => {
      const { current } = stage;
      const article = current?.firstElementChild;
      if (!current || !article) return;
      // What is still on its way to its place is measured in its place.
      current.classList.add('measured');
      for (let factor = 1; factor >= smallest; factor -= step) {
        current.style.setProperty('--fit', factor.toFixed(2));
        if (article.scrollHeight <= article.clientHeight && article.scrollWidth <= article.clientWidth) break;
      }
      current.classList.remove('measured');
    };
    makeFit();
    // A window of another size, and whatever comes and goes below the stage.
    const observer = new ResizeObserver(makeFit);
    if (stage.current) observer.observe(stage.current);
    document.fonts.addEventListener('loadingdone', makeFit);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', makeFit);
    };
  }, [what]);
  return stage;
}
