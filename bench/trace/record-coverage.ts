/** Loaded into the traced server: counts the calls of every function between the messages `begin` and `end`. */
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();

async function begin(): Promise<void> {
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  // Forgets the calls until now.
  await session.post('Profiler.takePreciseCoverage');
}

async function end(): Promise<string[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  return result
    .filter(({ functions }) => functions.some(({ ranges }) => ranges.some(({ count }) => count > 0)))
    .map(({ url }) => url);
}

await session.post('Profiler.enable');
process.on('message', (message) => {
  if (message === 'begin') void begin().then(() => process.send?.({ begun: true }));
  if (message === 'end') void end().then((urls) => process.send?.({ urls }));
});
process.channel?.unref();
