import { isObject, type JsonObject } from '../json.ts'
import { codingOf, identifierOf, object, objects, text, unreadable } from './read.ts'
import { ubrnOf } from './read-referral.ts'
import { ERS_ID } from './systems.ts'
import type { NationalAdvice } from './types.ts'

/** Reads an `eRS-CommunicationRequest-1`: where a request for advice stands. Its messages come with A025. */
export function readAdvice(resource: unknown): Omit<NationalAdvice, 'messages'> {
  if (!isObject(resource) || resource['resourceType'] !== 'CommunicationRequest') throw unreadable('expected a CommunicationRequest')
  const [id, version] = [text(resource['id']), text(object(resource['meta'])['versionId'])]
  const nhsNumber = identifierOf(resource['subject'], ERS_ID.nhsNumber)
  const status = codingOf(objects(resource['category'])[0]).code
  if (!id || !/^\d{12}$/.test(id) || !version || !nhsNumber || !status) throw unreadable('a request for advice without UBRN, version, patient or status')
  return { ubrn: ubrnOf(id), version, nhsNumber, status }
}

/** The messages of a conversation (A025), oldest first. */
export function readConversation(bundle: JsonObject): NationalAdvice['messages'] {
  if (bundle['resourceType'] !== 'Bundle') throw unreadable('expected a Bundle of messages')
  return objects(bundle['entry'])
    .map((entry) => object(entry['resource']))
    .filter((each) => each['resourceType'] === 'Communication')
    .map((each) => ({
      from: codingOf(objects(each['category'])[0]).code === 'RESPONDER' ? ('provider' as const) : ('practice' as const),
      at: text(each['sent']) ?? '',
      text: objects(each['note']).flatMap((note) => text(note['text']) ?? []).join('\n'),
    }))
    .sort((a, b) => a.at.localeCompare(b.at))
}
