import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { SYSTEM } from '../fhir/resource.ts'
import type { JsonObject } from '../national/json.ts'
import { findLetter, lettersOf, type Letter } from '../patient-facing/record/letters.ts'
import { binaryOf } from '../patient-facing/record/routes.ts'
import { stu3People } from '../patient-facing/record/stu3-people.ts'
import { answer, searchset, type Door } from './answering.ts'
import { capabilityStatement } from './capability.ts'
import { searchPatient } from './foundations.ts'
import { documentOf, sizeOf } from './document-reference.ts'
import { GpcError } from './gpc-error.ts'
import { INTERACTIONS } from './interactions.ts'
import { patientMovingTo } from './migration.ts'
import { hasRecordHere, patientAt } from './reachable.ts'
import { instantIn } from './search-period.ts'
import { demandConsent, demandShared } from './sharing.ts'

/** Without these a search for documents is none. Source: GP Connect, search for a patient's documents. */
const NEEDED: readonly (readonly [string, string])[] = [
  ['_include', 'DocumentReference:subject:Patient'],
  ['_include', 'DocumentReference:custodian:Organization'],
  ['_include', 'DocumentReference:author:Organization'],
  ['_include', 'DocumentReference:author:Practitioner'],
  ['_revinclude:recurse', 'PractitionerRole:practitioner'],
]
const KNOWN = ['_include', '_revinclude:recurse', 'created', 'author', 'description', '_format']

/** The largest document that is given out, in bytes. */
const LARGEST = 5 * 1024 * 1024

/** Whether a document is too large to be given out. */
export const isTooLarge = behaviour('gp-connect.isTooLarge', (letter: Letter): boolean => sizeOf(letter) > LARGEST)

/** Whether a document is ready for others: somebody at the practice has read it. */
export const isForOthers = behaviour('gp-connect.isForOthers', ({ reviewed }: Letter): boolean => reviewed)

/** Whether a document can be opened. One that moves with the whole record may be of any size, and need not have been read. */
export const mayBeOpened = behaviour('gp-connect.mayBeOpened', (letter: Letter, moves: boolean): boolean => moves || (isForOthers(letter) && !isTooLarge(letter)))

/** What a search for documents lacks. */
export const missingIncludes = behaviour('gp-connect.missingIncludes', (queries: (name: string) => readonly string[]): string[] =>
  NEEDED.filter(([name, value]) => !queries(name).includes(value)).map(([, value]) => value),
)

/** Whether an author asked for is the practice: documents here have no other. */
export const isBy = behaviour('gp-connect.isBy', (author: string, odsCode: string): boolean => author === `${SYSTEM.odsCode}|${odsCode}`)

/** A document as it is given out. */
export const binaryGiven = behaviour('gp-connect.binaryGiven', (letter: Letter): JsonObject => ({ ...binaryOf(letter) }))

/** The documents that a search tells; that there are none is no error. */
export const lettersTold = behaviour('gp-connect.lettersTold', (letters: readonly Letter[]): readonly Letter[] => letters)

/** Whether a document was made within the bounds of a search. */
export const isCreatedWithin = behaviour('gp-connect.isCreatedWithin', ({ createdAt }: Letter, bounds: readonly Bound[]): boolean =>
  bounds.every(({ prefix, edge }) => (prefix === 'ge' ? Date.parse(createdAt) >= edge : Date.parse(createdAt) < edge)),
)

/** One bound of a search by `created`. */
interface Bound {
  prefix: 'ge' | 'le'
  /** Milliseconds since 1970. */
  edge: number
}

function boundIn(text: string): Bound {
  const prefix = text.slice(0, 2)
  const edge = instantIn(text.slice(2), prefix === 'le' ? 'to' : 'from')
  if (edge === undefined || (prefix !== 'ge' && prefix !== 'le')) throw new GpcError('INVALID_PARAMETER', 'created is a day after ge or le.')
  return { prefix, edge }
}

/** Searching and opening documents. Source: GP Connect, access document. */
export function documentRoutes(door: Door): void {
  door.on('GET', '/metadata', ['documentsMetadata'], ({ context, services }) => answer(context, capabilityStatement(services, 'documents')))
  searchPatient(door, 'documentsPatient')

  door.on('GET', '/Patient/:id/DocumentReference', ['searchDocuments'], ({ context, services, work }) => {
    demandShared(services, 'documents')
    const queries = (name: string) => context.req.queries(name) ?? []
    const missing = missingIncludes(queries)
    if (missing.length > 0) throw new GpcError('INVALID_PARAMETER', `${missing.join(', ')} is missing.`)
    const foreign = Object.keys(context.req.queries()).filter((name) => !KNOWN.includes(name))
    if (foreign.length > 0) throw new GpcError('INVALID_PARAMETER', `${foreign.join(', ')} is not known.`)
    const [author, description] = [context.req.query('author'), context.req.query('description')]
    if (author !== undefined && !author.startsWith(`${SYSTEM.odsCode}|`)) throw new GpcError('INVALID_PARAMETER', `author is of ${SYSTEM.odsCode}.`)
    const bounds = queries('created').map(boundIn)
    const patient = patientAt(services, context.req.param('id') ?? '', hasRecordHere)
    demandConsent(services, patient.id)
    const letters = lettersOf(services, patient.id)
      .filter((letter) => isForOthers(letter) && isCreatedWithin(letter, bounds))
      .filter((letter) => description === undefined || letter.description.toLowerCase().includes(description.toLowerCase()))
      .filter(() => author === undefined || isBy(author, services.config.practice.odsCode))
    audited(work, { event: 'documents-viewed', action: 'R', patientId: patient.id, detail: { found: letters.length } })
    const base = context.req.url.slice(0, context.req.url.indexOf('/Patient/'))
    return answer(context, searchset([...stu3People(patient, services), ...lettersTold(letters).map((letter) => documentOf(letter, base, services))]))
  })

  door.on('GET', '/Binary/:id', ['readBinary', 'migrateBinary'], async (at) => {
    const { context, services, work } = at
    const moves = at.caller.interaction.id === INTERACTIONS.migrateBinary.id
    if (!moves) demandShared(services, 'documents')
    const letter = findLetter(services, context.req.param('id') ?? '')
    if (!letter || !mayBeOpened(letter, moves)) throw new GpcError('NO_RECORD_FOUND')
    const patient = moves ? await patientMovingTo(at, patientsOf(services).find(letter.patientId)) : patientAt(services, letter.patientId, hasRecordHere)
    if (!moves) demandConsent(services, patient.id)
    audited(work, { event: moves ? 'document-migrated' : 'document-viewed', action: 'R', patientId: patient.id, subject: `DocumentReference/${letter.id}` })
    return answer(context, binaryGiven(letter))
  })
}
