import { workerData } from 'node:worker_threads'
import { digestNext } from './digest-files.ts'
import type { Digesting } from './digest-files.ts'

/** What `beginDigests` starts beside its caller. */
digestNext(workerData as Digesting)
