/** What a preview page shows: `/wall#state=signing&lang=zh&theme=paper`. */
export interface PreviewAddress {
  state: string;
  language: string;
  theme: 'ink' | 'paper';
}

export const previewLanguages = ['en', 'zh', 'ko', 'ja', 'th', 'ar', 'de'] as const;

export function readPreviewAddress(): PreviewAddress {
  const parameters = new URLSearchParams(location.hash.slice(1));
  return {
    state: parameters.get('state') ?? '',
    language: parameters.get('lang') ?? 'en',
    theme: parameters.get('theme') === 'paper' ? 'paper' : 'ink',
  };
}

export function previewHash({ state, language, theme }: PreviewAddress): string {
  return `#${new URLSearchParams({ state, lang: language, theme })}`;
}

/**
 * Renders now and after each change of the address, and reloads the page after a rebuild. The event `drawn` follows
 * each rendering.
 */
export function drawOnChange(draw: (address: PreviewAddress) => void | Promise<void>): void {
  const update = async () => {
    await draw(readPreviewAddress());
    dispatchEvent(new Event('drawn'));
  };
  addEventListener('hashchange', update);
  new EventSource('/rebuilds').addEventListener('message', () => location.reload());
  void update();
}
