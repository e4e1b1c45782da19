/** Keeps the display on while the page is visible. The browser releases the lock whenever the page is hidden. */
export function keepDisplayOn(): void {
  const request = () => {
    if (document.visibilityState === 'hidden') return;
    // Denied on a low battery, and absent without TLS: the machine's own power settings apply then.
    navigator.wakeLock?.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', request);
  request();
}
