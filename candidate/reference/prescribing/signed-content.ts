import { createHash } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Order, OrderLine, OrderPractice, OrderPrescriber } from './order.ts'

/*
 * What a prescriber's signature covers, in HL7 V3 and canonical XML: time and id of the prescription, the author, the patient
 * and the items. EPS prepares its digest for us; made here once more, it shows that EPS prepared what the prescriber saw.
 * Source: EPS, digital signatures (fragments to be hashed); Exclusive XML Canonicalization 1.0.
 */

const OID = {
  user: '1.2.826.0.1285.0.2.0.65',
  role: '1.2.826.0.1285.0.2.0.67',
  jobRole: '1.2.826.0.1285.0.2.1.104',
  professional: '1.2.826.0.1285.0.2.1.54',
  organisation: '1.2.826.0.1285.0.1.10',
  organisationType: '2.16.840.1.113883.2.1.3.2.4.17.94',
  nhsNumber: '2.16.840.1.113883.2.1.4.1',
  sex: '2.16.840.1.113883.2.1.3.2.4.16.25',
  careProvision: '2.16.840.1.113883.2.1.3.2.4.17.37',
  snomed: '2.16.840.1.113883.2.1.3.2.4.15',
  annotation: '2.16.840.1.113883.2.1.3.2.4.17.30',
} as const

const SEX: Record<string, string> = { male: '1', female: '2', other: '9', unknown: '0' }

const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** The canonical SignedInfo of an order signed at that moment: the very octets that are to be signed. SHA-256 throughout (EPSP05). */
export function signedInfoOf(order: Order, when: Date): string {
  const digest = createHash('sha256').update(fragmentsOf(order, when), 'utf8').digest('base64')
  return el('SignedInfo', { xmlns: 'http://www.w3.org/2000/09/xmldsig#' }, [
    el('CanonicalizationMethod', { Algorithm: C14N }),
    el('SignatureMethod', { Algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' }),
    el('Reference', {}, [
      el('Transforms', {}, [el('Transform', { Algorithm: C14N })]),
      el('DigestMethod', { Algorithm: 'http://www.w3.org/2001/04/xmlenc#sha256' }),
      el('DigestValue', {}, [text(digest)]),
    ]),
  ])
}

/** Whether what EPS prepared is what the prescriber has in front of them. */
export const isWhatWasSeen = behaviour(
  'prescribing.isWhatWasSeen',
  (prepared: { signedInfo: string; when: Date }, order: Order): boolean => prepared.signedInfo === signedInfoOf(order, prepared.when),
)

function fragmentsOf(order: Order, when: Date): string {
  const time = when.toISOString().slice(0, 19).replace(/[-T:]/g, '')
  const fragment = (...parts: string[]) => el('Fragment', {}, parts.map(inHl7))
  return el('FragmentsToBeHashed', {}, [
    fragment(el('time', { value: time }), el('id', { root: order.longId.toUpperCase() })),
    fragment(author(order.prescriber, order.practice)),
    fragment(recordTarget(order)),
    ...order.lines.map((line) => fragment(lineItem(order, line))),
  ])
}

function author({ role, numbers, name }: OrderPrescriber, practice: OrderPractice): string {
  const telecom = el('telecom', { use: 'WP', value: `tel:${practice.telephone.replace(/\s/g, '')}` })
  return el('AgentPerson', { classCode: 'AGNT' }, [
    id(OID.role, role.id),
    code('code', OID.jobRole, role.code),
    telecom,
    el('agentPerson', { classCode: 'PSN', determinerCode: 'INSTANCE' }, [id(OID.professional, numbers[0]?.value ?? ''), nameOf(name)]),
    el('representedOrganization', { classCode: 'ORG', determinerCode: 'INSTANCE' }, [
      ...organisation(practice),
      telecom,
      addressOf('WP', practice.address),
      el('healthCareProviderLicense', { classCode: 'PROV' }, [
        el('Organization', { classCode: 'ORG', determinerCode: 'INSTANCE' }, organisation(practice.commissioner)),
      ]),
    ]),
  ])
}

const organisation = ({ odsCode, name }: { odsCode: string; name: string }) => [
  id(OID.organisation, odsCode),
  code('code', OID.organisationType, '999'),
  el('name', {}, [text(name)]),
]

function recordTarget({ patient }: Order): string {
  return el('recordTarget', { typeCode: 'RCT' }, [
    el('Patient', { classCode: 'PAT' }, [
      id(OID.nhsNumber, patient.nhsNumber),
      ...(patient.address ? [addressOf('H', patient.address)] : []),
      el('patientPerson', { classCode: 'PSN', determinerCode: 'INSTANCE' }, [
        nameOf(patient.name, 'L'),
        code('administrativeGenderCode', OID.sex, SEX[patient.gender] ?? ''),
        el('birthTime', { value: patient.birthDate.replaceAll('-', '') }),
        el('playedProviderPatient', { classCode: 'PAT' }, [
          el('subjectOf', { typeCode: 'SBJ' }, [
            el('patientCareProvision', { classCode: 'PCPR', moodCode: 'EVN' }, [
              code('code', OID.careProvision, '1'),
              el('responsibleParty', { typeCode: 'RESP' }, [
                el('healthCareProvider', { classCode: 'PROV' }, [id(OID.organisation, patient.practice)]),
              ]),
            ]),
          ]),
        ]),
      ]),
    ]),
  ])
}

function lineItem(order: Order, { lineId, item, dosage, words }: OrderLine): string {
  const high = { acute: undefined, continuous: 1, 'continuous-repeat-dispensing': 1 + (order.repeats ?? 0) }[order.course]
  const { medicine } = item
  const quantity = String(item.quantity)
  return el('pertinentLineItem', { classCode: 'SBADM', moodCode: 'RQO' }, [
    el('id', { root: lineId.toUpperCase() }),
    snomed('225426007', 'Administration of therapeutic substance (procedure)'),
    el('effectiveTime', { nullFlavor: 'NA' }),
    // The lower end counts the issues and is not signed.
    ...(high === undefined ? [] : [el('repeatNumber', {}, [el('high', { value: String(high) })])]),
    el('product', { typeCode: 'PRD', contextControlCode: 'OP' }, [
      el('manufacturedProduct', { classCode: 'MANU' }, [
        el('manufacturedRequestedMaterial', { classCode: 'MMAT', determinerCode: 'KIND' }, [snomed(medicine.code, medicine.term)]),
      ]),
    ]),
    el('component', { typeCode: 'COMP' }, [
      el('seperatableInd', { value: 'false' }),
      el('lineItemQuantity', { classCode: 'SPLY', moodCode: 'RQO' }, [
        snomed('373784005', 'Dispensing medication (procedure)'),
        el('quantity', { value: quantity, unit: '1' }, [
          el('translation', { value: quantity, codeSystem: OID.snomed, code: medicine.unit.code, displayName: medicine.unit.term }),
        ]),
      ]),
    ]),
    ...(words === undefined ? [] : [annotation('pertinentInformation1', 'pertinentAdditionalInstructions', 'AI', `CD: ${words}`)]),
    annotation('pertinentInformation2', 'pertinentDosageInstructions', 'DI', dosage.join(', then ')),
  ])
}

const annotation = (relation: string, name: string, kind: string, value: string) =>
  el(relation, { typeCode: 'PERT', contextConductionInd: 'true' }, [
    el('seperatableInd', { value: 'false' }),
    el(name, { classCode: 'OBS', moodCode: 'EVN' }, [code('code', OID.annotation, kind), el('value', {}, [text(value)])]),
  ])

const id = (root: string, extension: string) => el('id', { root, extension })
const code = (name: string, codeSystem: string, value: string, displayName?: string) =>
  el(name, { codeSystem, code: value, ...(displayName !== undefined && { displayName }) })
const snomed = (value: string, term: string) => code('code', OID.snomed, value, term)

interface Name {
  prefix?: readonly string[]
  given?: readonly string[]
  family?: string
  suffix?: readonly string[]
}

const nameOf = ({ prefix = [], given = [], family, suffix = [] }: Name, use?: string) =>
  el('name', use === undefined ? {} : { use }, [
    ...prefix.map((part) => el('prefix', {}, [text(part)])),
    ...given.map((part) => el('given', {}, [text(part)])),
    ...(family ? [el('family', {}, [text(family)])] : []),
    ...suffix.map((part) => el('suffix', {}, [text(part)])),
  ])

const addressOf = (use: string, { line, postalCode }: { line: readonly string[]; postalCode: string }) =>
  el('addr', { use }, [
    ...line.filter(Boolean).map((each) => el('streetAddressLine', {}, [text(each)])),
    ...(postalCode ? [el('postalCode', {}, [text(postalCode)])] : []),
  ])

/** An element in canonical form: attributes by name, the namespace before them, no empty-element tag. Children are XML already. */
function el(name: string, attributes: Record<string, string>, children: readonly string[] = []): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a === 'xmlns' ? -1 : b === 'xmlns' ? 1 : a < b ? -1 : 1))
  return `<${name}${sorted.map(([key, value]) => ` ${key}="${attribute(value)}"`).join('')}>${children.join('')}</${name}>`
}

/** The element with the HL7 V3 namespace declared, which comes before its other attributes. */
const inHl7 = (xml: string) => xml.replace(/^<(\w+)/, '<$1 xmlns="urn:hl7-org:v3"')

const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;')
const attribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
