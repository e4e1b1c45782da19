import { startPreview } from './server.ts';

const defaultPort = 4100;

const preview = await startPreview({ port: defaultPort, watch: true });
console.log(`\n  Every state of wall, desk and overlay: ${preview.url}\n  Ctrl-C ends the preview.\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void preview.stop().then(() => process.exit(0)));
}
