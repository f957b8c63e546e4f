/**
 * How much of a pack is looked at before it is refused. A pack comes from a stranger: it may be a bomb.
 * The figures are far above what a full run writes (10,000 scenarios: about 200 MB and 60,000 files).
 */
export const LIMITS = {
  /** Files in the whole pack, `report/` aside. */
  files: 500_000,
  /** Bytes of all those files. */
  totalBytes: 8 * 2 ** 30,
  /** Bytes of one blob. */
  blobBytes: 256 * 2 ** 20,
  /** Bytes of results.json, environment.json and statement.dsse.json, each. */
  documentBytes: 128 * 2 ** 20,
  /** Bytes of one line of the event log. The writer keeps to it. */
  lineBytes: 2 ** 20,
  /** Signatures of a seal. */
  signatures: 16,
  /** Brackets within brackets in a JSON document. */
  depth: 64,
} as const

/** Text up to this many characters stays in the line; longer text becomes a blob. A file for less would cost a disk block. */
export const INLINE_CHARACTERS = 1024
