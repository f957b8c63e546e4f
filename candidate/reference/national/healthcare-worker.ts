import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const HEALTHCARE_WORKERS = 'The directory of healthcare workers'

/** Somebody in the directory. */
export interface NationalWorker {
  /** SDS user id. */
  id: string
  name: string
  /** Every role they hold, and at which organisation (ODS code). */
  roles: { odsCode: string; name: string }[]
}

/** Nobody has that id; their care identity is closed; or who it is. */
export type FoundWorker = { outcome: 'found'; worker: NationalWorker } | { outcome: 'unknown' } | { outcome: 'closed' }

/** Somebody by their SDS user id. Source: Healthcare Worker API (draft), GET /Worker. */
export const findWorker = behaviour('directories.findWorker', async (work: Work, id: string): Promise<FoundWorker> => {
  const answer = await work.services.platform.call({
    service: HEALTHCARE_WORKERS,
    as: 'api-key',
    method: 'GET',
    path: '/healthcare-worker/Worker',
    query: [['identifier', id]],
    headers: { accept: 'application/json' },
    correlationId: work.interaction,
  })
  return readWorker(answer, id)
})

/** What an answer means: 410 is somebody whose identity was closed, 404 nobody. */
export const readWorker = behaviour('directories.readWorker', (answer: Answer, id: string): FoundWorker => {
  if (answer.status === 410) return { outcome: 'closed' }
  if (answer.status === 404) return { outcome: 'unknown' }
  if (answer.status !== 200) throw refusalFor(HEALTHCARE_WORKERS, answer)
  const { person } = answer.body
  if (!isObject(person) || person['id'] !== id) throw unreadableAnswer(HEALTHCARE_WORKERS, `expected the worker ${id}`)
  return { outcome: 'found', worker: { id, name: nameIn(person), roles: rolesIn(person) } }
})

/** Title, forename, middle names and surname, as far as there are any. */
export const nameIn = behaviour('directories.nameIn', (person: JsonObject): string =>
  ['title', 'forename', 'middlenames', 'surname']
    .map((part) => person[part])
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' '),
)

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

const rolesIn = (person: JsonObject): NationalWorker['roles'] =>
  objects(person['orgPersons']).flatMap((place) => objects(place['roleProfiles']).map((role) => ({ odsCode: String(place['orgId'] ?? ''), name: String(role['roleName'] ?? '') })))
