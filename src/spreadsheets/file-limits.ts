/** Limits of a file that is read. Each of them is checked before the memory is used. */
export interface FileLimits {
  maxFileBytes: number;
  /** The limit of all entries of an XLSX file together, counted while they are inflated. */
  maxInflatedBytes: number;
  maxEntries: number;
  /** The limit of all sheets of a file together. */
  maxRows: number;
  maxColumns: number;
  /** Different texts of the cells of an XLSX file, used or not. */
  maxSharedStrings: number;
  maxCellCharacters: number;
}

const mib = 1024 * 1024;

/** For files on this machine. */
export const fileLimits: FileLimits = {
  maxFileBytes: 64 * mib,
  maxInflatedBytes: 256 * mib,
  maxEntries: 1_000,
  maxRows: 100_000,
  maxColumns: 200,
  maxSharedStrings: 2_000_000,
  maxCellCharacters: 32_767,
};

/** For files that a request contains: its body limits their size further. */
export const requestFileLimits: FileLimits = {
  ...fileLimits,
  maxFileBytes: mib,
  maxInflatedBytes: 16 * mib,
  maxRows: 2_000,
  maxSharedStrings: 100_000,
};
