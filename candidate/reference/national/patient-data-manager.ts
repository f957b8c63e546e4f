import { refusalFor, unreadableAnswer } from './answer.ts'
import { isObject, parseJson } from './json.ts'
import type { Platform } from './platform.ts'

const SERVICE = 'The national store of laboratory results'
const BASE = '/patient-data-manager/FHIR/R4/Bundle'

/** Id of the document that an address names; undefined where it is none of the store's. Only the id counts: a message does not say where to call. */
export const documentIdIn = (address: string): string | undefined => /^https?:\/\/[^?#]+\/patient-data-manager\/FHIR\/R4\/Bundle\/([\w.-]{1,64})$/.exec(address)?.[1]

/**
 * Reads a document from the store, in the application's own name: nobody is signed in when it is told of. Gives it as it came, for what
 * digits a number has is part of it. Source: the address of the published event; how it is read is not published.
 *
 * @throws NationalRefusal when it is not there, or there is no document in the answer
 */
export async function readDocument(platform: Platform, id: string, correlationId: string): Promise<string> {
  const answer = await platform.call({ service: SERVICE, as: 'application', correlationId, method: 'GET', path: `${BASE}/${id}`, takes: 'application/fhir+json' })
  if (answer.status !== 200) throw refusalFor(SERVICE, answer)
  const text = new TextDecoder().decode(answer.bytes)
  const document = parseJson(text)
  if (!isObject(document) || document['resourceType'] !== 'Bundle') throw unreadableAnswer(SERVICE, 'no Bundle')
  return text
}
