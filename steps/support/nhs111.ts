import { randomUUID } from 'node:crypto'
import { sectionsOf, type Letter } from './letters.ts'

/** How a report of 111 travels: an ITK 2 message in SOAP, with a CDA document in it. */
export interface Report111 {
  letter: Letter
  trackingId: string
  /** Whoever gets a copy is told; the primary recipient is to act. */
  recipient: 'copy' | 'primary'
  /** ODS code of the practice that it is addressed to. */
  address: string
  setId: string
  version: number
  /** Something that it has wrong. */
  flaw?: Flaw111
}

/** What may be wrong with a message, and what its sender is then told. Source: acknowledgements of the 111 adaptor. */
export const FLAWS_111 = {
  'an action that is not the service of its header': 'Manifest action does not match service action',
  'another number of manifest items than it says': 'The number of manifest instances does not match the manifest count specified',
  'another number of payloads than of manifest items': 'Manifest count does not match payload count',
  'a payload that the manifest does not name': 'Payload IDs do not map to Manifest IDs',
  'a document type that names a file of ours': 'Invalid message',
} as const

export type Flaw111 = keyof typeof FLAWS_111

const SERVICE = 'urn:nhs-itk:services:201005:SendNHS111Report-v2-0'
const ODS = '2.16.840.1.113883.2.1.3.2.4.19.1'
const INTERACTIONS = { copy: 'urn:nhs-itk:interaction:copyRecipientNHS111CDADocument-v2-0', primary: 'urn:nhs-itk:interaction:primaryGeneralPractitionerRecipientNHS111CDADocument-v2-0' }

export const makeReport111 = (letter: Letter, address: string): Report111 => ({ letter, trackingId: randomUUID().toUpperCase(), recipient: 'copy', address, setId: randomUUID().toUpperCase(), version: 1 })

const compact = (date: string) => date.replaceAll('-', '')

/** The document: who it is about, who wrote it, and its sections, the last within another. Source: NHS 111 CDA document v2.0. */
function clinicalDocument({ letter, setId, version }: Report111): string {
  const { about, sender, kind, documentId } = letter
  const text = (words: string) => `<text><content>${words}</content><br/><list><item><content>Asked for: chest pain</content></item></list></text>`
  const section = (inside: string) => `<component typeCode="COMP"><section classCode="DOCSECT" moodCode="EVN"><id root="${randomUUID()}"/>${inside}</section></component>`
  const sections = sectionsOf(letter).map(([title, words], at) => {
    const one = `<title>${title}</title>${text(words)}`
    return section(at === 2 ? `<title>Medication</title>${section(one)}` : one)
  })
  return `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:npfitlc="NPFIT:HL7:Localisation" classCode="DOCCLIN" moodCode="EVN"><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/><npfitlc:messageType root="2.16.840.1.113883.2.1.3.2.4.18.17" extension="POCD_MT200001GB02"/><id root="${documentId}"/><code code="${kind.type[0]}" codeSystem="2.16.840.1.113883.2.1.3.2.4.15" displayName="${kind.type[1]}"/><title>${kind.title}</title><effectiveTime value="${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}"/><confidentialityCode code="N" codeSystem="2.16.840.1.113883.1.11.16926"/><setId root="${setId}"/><versionNumber value="${version}"/><recordTarget typeCode="RCT" contextControlCode="OP"><patientRole classCode="PAT"><id extension="K12345" root="2.16.840.1.113883.2.1.3.2.4.18.24" assigningAuthorityName="NHS 111"/><id extension="${about.nhsNumber}" root="2.16.840.1.113883.2.1.4.1"/><patient classCode="PSN" determinerCode="INSTANCE"><name><given>${about.given}</given><family>${about.family}</family></name><birthTime value="${compact(about.birthDate)}"/></patient></patientRole></recordTarget><author typeCode="AUT"><assignedAuthor classCode="ASSIGNED"><assignedPerson classCode="PSN" determinerCode="INSTANCE"><name><given>Ines</given><family>Castellan</family></name></assignedPerson></assignedAuthor></author><custodian typeCode="CST"><assignedCustodian classCode="ASSIGNED"><representedCustodianOrganization classCode="ORG" determinerCode="INSTANCE"><id root="${ODS}" extension="${sender.odsCode}"/><name>${sender.name}</name></representedCustodianOrganization></assignedCustodian></custodian><component typeCode="COMP"><structuredBody classCode="DOCBODY" moodCode="EVN">${section(sections.join(''))}</structuredBody></component></ClinicalDocument>`
}

/** The whole message. */
export function message111(report: Report111): string {
  const { trackingId, recipient, address, letter, flaw } = report
  const id = `uuid_${randomUUID().toUpperCase()}`
  const item = (name: string) => `<itk:manifestitem mimetype="text/xml" id="${name}" profileid="urn:nhs-en:profile:nhs111CDADocument-v2-0"/>`
  const action = flaw === 'an action that is not the service of its header' ? `${SERVICE}-Other` : SERVICE
  const items = flaw === 'another number of manifest items than it says' ? item(id) + item(`uuid_${randomUUID()}`) : item(flaw === 'a payload that the manifest does not name' ? `uuid_${randomUUID()}` : id)
  const payload = `<itk:payload id="${id}">${clinicalDocument(report)}</itk:payload>`
  const two = flaw === 'another number of payloads than of manifest items'
  const doctype = flaw === 'a document type that names a file of ours' ? '<!DOCTYPE Envelope SYSTEM "file:///etc/hostname">' : ''
  return `<?xml version="1.0" encoding="UTF-8"?>${doctype}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsa="http://www.w3.org/2005/08/addressing"><soap:Header><wsa:MessageID>${randomUUID().toUpperCase()}</wsa:MessageID><wsa:Action>${action}</wsa:Action><wsa:From><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:From></soap:Header><soap:Body><itk:DistributionEnvelope xmlns:itk="urn:nhs-itk:ns:201005"><itk:header service="${SERVICE}" trackingid="${trackingId}"><itk:addresslist><itk:address uri="urn:nhs-uk:addressing:ods:${address}"/></itk:addresslist><itk:auditIdentity><itk:id uri="urn:nhs-uk:identity:ods:${letter.sender.odsCode}"/></itk:auditIdentity><itk:manifest count="1">${items}</itk:manifest><itk:senderAddress uri="urn:nhs-uk:addressing:ods:${letter.sender.odsCode}:NHS111"/><itk:handlingSpecification><itk:spec value="${INTERACTIONS[recipient]}" key="urn:nhs-itk:ns:201005:interaction"/></itk:handlingSpecification></itk:header><itk:payloads count="${two ? 2 : 1}">${payload}${two ? payload : ''}</itk:payloads></itk:DistributionEnvelope></soap:Body></soap:Envelope>`
}
