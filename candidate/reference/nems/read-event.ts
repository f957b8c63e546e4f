import { behaviour } from '../behaviour.ts'
import { parseMessage } from '../itk/read-message.ts'
import { all, at, text, type Tree } from '../itk/tree.ts'

/** What an event message says. Source: NEMS, generic event message (FHIR STU3). */
export interface NationalEvent {
  /** Of the event, whichever message it comes in. */
  id: string
  /** `pds-record-change-1` */
  type: string
  nhsNumber: string
  /** Epoch ms of the change, by which events are put in order. */
  changedAt: number
  /** NHS numbers of everybody whom the message describes. */
  people: readonly string[]
}

const ROUTING = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RoutingDemographics-1'
const NHS_NUMBER = /^https?:\/\/fhir\.nhs\.(uk|net)\/Id\/nhs-number$/

const part = (of: unknown, url: string) => all(of, 'extension').find((each) => text(each, 'url') === url)

/** When what an event tells of came to be: its own last update, or when it was sent. */
export const changedAt = behaviour('nems.changedAt', (header: Tree): number => Date.parse(text(header, 'meta', 'lastUpdated') ?? text(header, 'timestamp') ?? ''))

/** Reads an event; undefined for what is none. */
export const readEvent = behaviour('nems.readEvent', (content: string): NationalEvent | undefined => {
  const bundle = parseMessage(content)?.bundle
  const resources = all(bundle, 'entry').map((entry) => at(entry, 'resource'))
  const header = resources.find((resource) => text(resource, 'resourceType') === 'MessageHeader') as Tree | undefined
  if (!header || text(bundle, 'type') !== 'message') return undefined
  const people = resources
    .filter((resource) => text(resource, 'resourceType') === 'Patient')
    .flatMap((patient) => all(patient, 'identifier').flatMap((each) => (NHS_NUMBER.test(text(each, 'system') ?? '') ? (text(each, 'value') ?? []) : [])))
  const nhsNumber = text(part(part(header, ROUTING), 'nhsNumber'), 'valueIdentifier', 'value') ?? people[0]
  const [id, type, when] = [text(header, 'id'), text(header, 'event', 'code'), changedAt(header)]
  if (id === undefined || type === undefined || nhsNumber === undefined || Number.isNaN(when)) return undefined
  return { id: `${id}/${text(header, 'meta', 'versionId') ?? text(header, 'timestamp') ?? ''}`, type, nhsNumber, changedAt: when, people }
})
