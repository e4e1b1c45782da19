import DataLoader from 'dataloader';

/** BatchLoaders belongs to one request. It combines equal loads of many parents into one. */
export class BatchLoaders {
  readonly #byName = new Map<string, DataLoader<string, unknown>>();

  /** Calls with the same `name` share a batch. `load` returns its values in the order of the keys. */
  load<T>(name: string, key: string, load: (keys: readonly string[]) => Promise<readonly T[]>): Promise<T> {
    let loader = this.#byName.get(name) as DataLoader<string, T> | undefined;
    if (!loader) {
      loader = new DataLoader<string, T>(async (keys) => {
        const values = await load(keys);
        // Mutation fields of a request run one after another, and a field must not get rows that were loaded before
        // the previous one changed them.
        this.#byName.delete(name);
        return values;
      });
      this.#byName.set(name, loader as DataLoader<string, unknown>);
    }
    return loader.load(key);
  }
}
