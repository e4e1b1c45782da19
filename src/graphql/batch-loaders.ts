import DataLoader from 'dataloader';

/** One per request: what many parents ask alike is asked once for all of them. */
export class BatchLoaders {
  readonly #byName = new Map<string, DataLoader<string, unknown>>();

  /** `name` tells equal questions from different ones; `load` answers in the order of the keys. */
  load<T>(name: string, key: string, load: (keys: readonly string[]) => Promise<readonly T[]>): Promise<T> {
    let loader = this.#byName.get(name) as DataLoader<string, T> | undefined;
    if (!loader) {
      loader = new DataLoader<string, T>(load);
      this.#byName.set(name, loader as DataLoader<string, unknown>);
    }
    return loader.load(key);
  }
}
