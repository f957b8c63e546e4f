import { resolve, resourcesOf, type Bundle, type Reference, type Resource } from '../fhir.ts'

/** Texts that travel with the first item of a prescription: the repeat list and messages to the patient. */
export interface PatientTexts {
  medication: readonly string[]
  patientInfo: readonly string[]
}

interface CommunicationRequest extends Resource {
  payload?: { contentString?: string; contentReference?: Reference }[]
}

interface RepeatList extends Resource {
  entry?: { item?: { display?: string } }[]
}

/** What the message wants the patient to read. */
export function patientTexts(bundle: Bundle): PatientTexts {
  const payloads = resourcesOf<CommunicationRequest>(bundle, 'CommunicationRequest').flatMap((request) => request.payload ?? [])
  const lists = payloads
    .filter((payload) => payload.contentReference)
    .map((payload) => resolve<RepeatList>(bundle, payload.contentReference))
  return {
    medication: lists.flatMap((list) => list.entry ?? []).flatMap((entry) => entry.item?.display ?? []),
    patientInfo: payloads.flatMap((payload) => payload.contentString ?? []),
  }
}
