import type { Environment } from '../../kit/environment.ts'
import type { CheckedDocument } from './check-document.ts'
import type { PathologyState, StoredDocument, StoredEvent } from './state.ts'

/** Below which documents are read. */
export const STORE_BASE_PATH = '/patient-data-manager/FHIR/R4'

/** What is told of a document that has been stored. It is told by whoever brings it to the Multicast Notification Service. */
export function eventOf({ id, nhsNumber }: StoredDocument, requester: string, { random, clock, origin, prefix }: Environment): StoredEvent {
  return {
    id: random.uuid(),
    type: 'pathology-laboratory-reporting-test-result-stored-1',
    source: 'uk.nhs.pathology-laboratory-reporting',
    time: new Date(clock.now()).toISOString(),
    subject: nhsNumber,
    dataref: `${origin ?? 'https://api.service.nhs.uk'}${prefix}${STORE_BASE_PATH}/Bundle/${id}`,
    filtering: { requestingOrganisationODS: requester },
  }
}

/** Stores a document under an id of its own, and notes what is to be told of it. */
export function keepDocument(state: PathologyState, { bundle, nhsNumber, requester }: CheckedDocument, environment: Environment): { document: StoredDocument; event: StoredEvent } {
  const id = environment.random.uuid()
  const meta = { ...(bundle['meta'] as object | undefined), versionId: '1', lastUpdated: new Date(environment.clock.now()).toISOString() }
  const document: StoredDocument = { id, nhsNumber, bundle: { ...bundle, id, meta } }
  const event = eventOf(document, requester, environment)
  state.documents.set(id, document)
  state.events.push(event)
  return { document, event }
}
