/** A document as the store holds it: what was sent, with the id and version that it was given. */
export interface StoredDocument {
  id: string
  /** NHS number that its Composition names. */
  nhsNumber: string
  /** The Bundle as it is answered. */
  bundle: Record<string, unknown>
}

/** What is told of a document that was stored, in the form that the Multicast Notification Service takes. */
export interface StoredEvent {
  id: string
  type: 'pathology-laboratory-reporting-test-result-stored-1'
  source: 'uk.nhs.pathology-laboratory-reporting'
  /** ISO 8601 instant. */
  time: string
  /** NHS number. */
  subject: string
  /** Where the document is read. */
  dataref: string
  filtering: { requestingOrganisationODS: string }
}

export interface PathologyState {
  /** By id. */
  documents: Map<string, StoredDocument>
  /** Oldest first. */
  events: StoredEvent[]
}

export const createState = (): PathologyState => ({ documents: new Map(), events: [] })
