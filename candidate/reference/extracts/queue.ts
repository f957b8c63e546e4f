import { behaviour } from '../behaviour.ts'
import { meshStore } from '../mesh/mesh-store.ts'
import type { Services } from '../services.ts'
import { writeExtract, type ExtractFile } from './extract-file.ts'

/** Where something goes: mailbox and workflow. */
export interface Destination {
  mailbox: string
  workflowId: string
}

/** Where a file is sent in the end. */
export const destinationOf = behaviour('extracts.destinationOf', (destination: Destination, _file: ExtractFile): Destination => destination)

/** Puts a file where it waits to be sent; gives its number there. Call it in the transaction that makes the file. */
export function queueExtract(services: Services, destination: Destination, file: ExtractFile): number {
  const { mailbox, workflowId } = destinationOf(destination, file)
  return meshStore(services).enqueue({ recipient: mailbox, workflowId, subject: file.reference, localId: file.reference, content: writeExtract(services, file) })
}
