import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import { hasAgreed } from './agreements.ts'
import { findWanted } from './coded-entries.ts'
import { readRequest, type CollectionRequest } from './collection-request.ts'
import { withoutTypeOne } from './disclose.ts'
import { recordsOf } from './patient-records.ts'
import { queueExtract } from './queue.ts'
import recipients from './recipients.json' with { type: 'json' }
import { submissionsStore } from './submissions-store.ts'

/** Whether a request was seen before: it is answered once. */
export const isAnswered = behaviour('extracts.isAnswered', ({ database }: Pick<Services, 'database'>, { request }: CollectionRequest): boolean => database.one('SELECT request FROM collection_request WHERE request = ?', request) !== undefined)

/** Whether somebody who asks is who may: national collections come from one mailbox. */
export const mayCollect = behaviour('extracts.mayCollect', ({ from }: CollectedMessage): boolean => from === recipients.collectionRequests.mailbox)

/** What happens with a request to which the practice has not agreed: nothing is returned, and the practice knows that somebody asked. */
export const onNotAgreed = behaviour('extracts.onNotAgreed', ({ tasks }: Services, { collection, request }: CollectionRequest): void => {
  tasks.raise({ code: 'collection-not-agreed', focus: `collection:${request}`, text: `A national collection (${collection}) asked for data, and the practice has not agreed to it. Nothing was returned. Decide in CQRS whether to take part.` })
})

/** What happens with a request that nobody can read, or that comes from somebody else: nothing is returned, and somebody looks at it. */
export const onUnreadable = behaviour('extracts.onUnreadable', ({ tasks }: Services, { id, from }: CollectedMessage): void => {
  tasks.raise({ code: 'collection-unreadable', focus: `mesh:${id}`, text: `A request for a national collection came from mailbox ${from} that is not one this system can answer. Nothing was returned.` })
})

/** Answers a national collection: what is coded, of those whom it is about and who have not opted out here. */
export function answerCollection(services: Services, message: CollectedMessage): void {
  const { database, clock } = services
  const asked = mayCollect(message) ? readRequest(message.content) : undefined
  if (!asked) return onUnreadable(services, message)
  if (isAnswered(services, asked)) return
  if (!hasAgreed(services, asked.collection)) return onNotAgreed(services, asked)
  database.run('INSERT OR IGNORE INTO collection_request (request, collection, at) VALUES (?, ?, ?)', asked.request, asked.collection, clock.timestamp())
  const found = findWanted(services, asked.wanted)
  const kept = withoutTypeOne(services, found)
  const records = recordsOf(services, kept)
  const reference = randomUUID()
  const { mailbox, workflowId } = recipients.collection
  const outgoing = queueExtract(services, { mailbox, workflowId }, { root: 'CollectionExtract', reference, more: { Collection: asked.collection, Request: asked.request }, records })
  submissionsStore(services).add({ reference, kind: 'collection', title: `Collection ${asked.collection}`, state: 'queued', recipient: mailbox, workflowId, records: records.length, typeOne: found.length - kept.length, national: 0, outgoing })
}
