import { escapeXml } from './resource.ts'
import { EVENTS } from './state.ts'

/** What an event tells: of whom, and which. */
export interface EventDetails {
  event: string
  nhsNumber: string
  family: string
  given: string
  /** ISO date. */
  birthDate: string
  versionId?: string
}

/** Ids and times of a message. */
export interface MessageIds {
  bundle: string
  header: string
  patient: string
  provenance: string
  timestamp: string
}

const CORE = 'https://fhir.nhs.uk/STU3'
const X26 = 'https://directory.spineservices.nhs.uk/STU3/Organization/X26'
const element = (name: string, value: string) => `<${name} value="${escapeXml(value)}"/>`
const coding = (name: string, system: string, code: string, display?: string) => `<${name}>${element('system', system)}${element('code', code)}${display === undefined ? '' : element('display', display)}</${name}>`
const entry = (id: string, resource: string) => `<entry><fullUrl value="urn:uuid:${id}"/><resource>${resource}</resource></entry>`

/** An event as a FHIR STU3 message in XML: header, patient, provenance. Source: NEMS, PDS Record Change example. */
export function eventMessage({ event, nhsNumber, family, given, birthDate, versionId = '1' }: EventDetails, ids: MessageIds): string {
  const name = `${element('use', 'official')}${element('family', family)}${element('given', given)}`
  const identifier = `<system value="https://fhir.nhs.uk/Id/nhs-number"/>${element('value', nhsNumber)}`
  const demographics = `<extension url="${CORE}/StructureDefinition/Extension-RoutingDemographics-1"><extension url="nhsNumber"><valueIdentifier>${identifier}</valueIdentifier></extension><extension url="name"><valueHumanName>${name}</valueHumanName></extension><extension url="birthDateTime">${element('valueDateTime', `${birthDate}T12:00:00+00:00`)}</extension></extension>`
  const kind = `<extension url="${CORE}/StructureDefinition/Extension-MessageEventType-1"><valueCodeableConcept>${coding('coding', `${CORE}/CodeSystem/MessageEventType-1`, 'new', 'New event message')}</valueCodeableConcept></extension>`
  const header = `<MessageHeader>${element('id', ids.header)}<meta><profile value="${CORE}/StructureDefinition/Event-MessageHeader-1"/></meta>${demographics}${kind}${coding('event', `${CORE}/CodeSystem/EventType-1`, event, EVENTS[event]!.display)}${element('timestamp', ids.timestamp)}<source><contact><system value="email"/><value value="ssd.nationalservicedesk@nhs.net"/></contact><endpoint value="urn:nhs:addressing:asid:477121000323"/></source><responsible>${element('reference', X26)}<display value="NHS DIGITAL"/></responsible><focus><reference value="urn:uuid:${ids.patient}"/></focus></MessageHeader>`
  const status = `<extension url="https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1"><valueCodeableConcept>${coding('coding', 'https://fhir.hl7.org.uk/STU3/CareConnect-NHSNumberVerificationStatus-1', '01', 'Number present and verified')}</valueCodeableConcept></extension>`
  const patient = `<Patient>${element('id', ids.patient)}<meta>${element('versionId', versionId)}<profile value="https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"/></meta><identifier>${status}${identifier}</identifier><name>${name}</name>${element('birthDate', birthDate)}</Patient>`
  const provenance = `<Provenance>${element('id', ids.provenance)}<target><reference value="urn:uuid:${ids.patient}"/></target>${element('recorded', ids.timestamp)}<agent><role>${coding('coding', 'http://hl7.org/fhir/v3/ParticipationType', 'AUT')}</role><whoReference>${element('reference', X26)}</whoReference></agent></Provenance>`
  return `<Bundle xmlns="http://hl7.org/fhir">${element('id', ids.bundle)}<meta><profile value="https://hl7.org/fhir/STU3/StructureDefinition/Bundle"/></meta><type value="message"/>${entry(ids.header, header)}${entry(ids.patient, patient)}${entry(ids.provenance, provenance)}</Bundle>`
}
