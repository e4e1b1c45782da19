import type { Instrument } from '../../prisma/generated/client/enums.ts';

const binding: ReadonlySet<Instrument> = new Set(['CONTRACT', 'FRAMEWORK_AGREEMENT']);

/** Contracts and framework agreements are binding. Memorandums of understanding and letters of intent are not. */
export function isBinding(instrument: Instrument): boolean {
  return binding.has(instrument);
}
