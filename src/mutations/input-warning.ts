/** What a mutation says beside its success: the input is accepted, and is probably a mistake. */
export interface InputWarning {
  code: 'OUTSIDE_EXHIBITION';
  path: string[];
  message: string;
}

/** The result of a mutation that can warn. Results that an earlier version stored under a key have no warnings. */
export interface Warned {
  warnings?: InputWarning[];
}

/** The part of a result that has the warnings; nothing of a result without any. */
export function warned(warnings: InputWarning[]): Warned {
  return warnings.length > 0 ? { warnings } : {};
}
