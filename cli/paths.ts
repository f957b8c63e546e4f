import { fileURLToPath } from 'node:url'

/** Root of the installed Assay. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Where Assay keeps keys and working files, below the folder it is started in. Never in a pack. */
export const WORK_FOLDER = '.assay'
