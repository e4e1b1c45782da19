/** A hall in a process of its own, so that its CPU use delays no other part. Started by far-hall.ts. */
import { Hall } from './hall.ts';

const hall = new Hall();

process.on(
  'message',
  async ({ number, method, parameters }: { number: number; method: keyof Hall; parameters: never[] }) => {
    try {
      const call = hall[method] as (...parameters: never[]) => Promise<unknown>;
      process.send!({ number, value: await call.apply(hall, parameters) });
    } catch (error) {
      process.send!({ number, error: (error as Error).stack });
    }
  },
);
process.on('disconnect', () => process.exit());
