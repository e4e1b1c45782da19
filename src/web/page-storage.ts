/**
 * PageStorage keeps texts for a page: of this tab (sessionStorage) or of this machine (localStorage). A browser that
 * blocks site data, or has no room, must not stop the page: the texts are then kept in memory, until the page closes.
 */
export interface PageStorage {
  get(key: string): string | null;
  set(key: string, text: string): void;
  remove(key: string): void;
  /** The keys that begin with `prefix`. */
  keys(prefix: string): string[];
}

/** `open` is called for each access: reading `sessionStorage` throws where site data are blocked. */
export function pageStorage(open: () => Storage): PageStorage {
  const memory = new Map<string, string>();
  const attempt = <Result>(use: (storage: Storage) => Result, otherwise: Result): Result => {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(key), null),
    set(key, text) {
      const isStored = attempt((storage) => {
        storage.setItem(key, text);
        return true;
      }, false);
      if (isStored) memory.delete(key);
      else memory.set(key, text);
    },
    remove(key) {
      memory.delete(key);
      attempt((storage) => storage.removeItem(key), undefined);
    },
    keys(prefix) {
      const stored = attempt((storage) => Object.keys(storage), []);
      return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix));
    },
  };
}

export const tabStorage = pageStorage(() => sessionStorage);
export const machineStorage = pageStorage(() => localStorage);

/** Storage that ends with the page. */
export function memoryStorage(): PageStorage {
  return pageStorage(() => {
    throw new Error('This storage is in memory.');
  });
}
