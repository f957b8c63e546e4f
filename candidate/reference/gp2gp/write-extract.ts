import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { markup, type Markup } from '../spine/markup.ts'
import { ACTION, OID } from './codes.ts'
import type { Entry, Mark } from './transfer.ts'
import { hl7Time, type Sending } from '../spine/transmission.ts'
import { interaction, organisation, patient } from './wrapper.ts'

/** What an extract is about, beside its entries. */
export interface ExtractHeader {
  nhsNumber: string
  /** ODS codes. */
  author: string
  destination: string
  /** Id of the request that it fulfils. */
  requestId: string
  /** Name of the practice, under which its entries go. */
  practiceName: string
}

const uuid = () => randomUUID().toUpperCase()
const compact = (date: string) => date.replaceAll('-', '')

const KINDS: Partial<Record<Entry['kind'], readonly [code: string, display: string]>> = {
  consultation: ['109341000000100', 'GP to GP communication transaction'],
  medication: ['196391000000103', 'Non-consultation medication data'],
}
const OTHER_DATA = ['196401000000100', 'Non-consultation data'] as const

/** The interaction for a record: another one where entries are marked as kept from somebody. Source: RCMR_IN030000UK07. */
export const actionFor = behaviour('gp2gp.actionFor', (entries: readonly Entry[]): typeof ACTION.extract | typeof ACTION.extractWithConfidentiality =>
  entries.some(({ marks = [] }) => marks.length > 0) ? ACTION.extractWithConfidentiality : ACTION.extract,
)

const MARKS: Record<Mark, Markup> = {
  NOPAT: markup`<confidentialityCode code="NOPAT" codeSystem="2.16.840.1.113883.4.642.3.47" displayName="no disclosure to patient, family or caregivers without attending provider's authorization"/>`,
  R: markup`<confidentialityCode code="R" codeSystem="2.16.840.1.113883.5.25" displayName="restricted"/>`,
}

/** A statement has one mark, and the composition around it another. */
const markOf = ({ marks: [mark] = [] }: Entry): Markup | undefined => mark && MARKS[mark]
const secondMarkOf = ({ marks: [, mark] = [] }: Entry): Markup | undefined => mark && MARKS[mark]

/** Writes RCMR_IN030000UK06, or UK07: one composition for each entry. */
export function writeExtract(sending: Sending, { nhsNumber, author, destination, requestId, practiceName }: ExtractHeader, entries: readonly Entry[]): string {
  const now = hl7Time(sending.now)
  const agent = uuid()
  const composition = (entry: Entry): Markup => {
    const date = compact(entry.date ?? now.slice(0, 8))
    const [code, display] = KINDS[entry.kind] ?? OTHER_DATA
    return markup`<component typeCode="COMP"><ehrComposition classCode="COMPOSITION" moodCode="EVN">
      <id root="${uuid()}"/><code code="${code}" codeSystem="${OID.snomed}" displayName="${display}"/><statusCode code="COMPLETE"/><effectiveTime><center value="${date}"/></effectiveTime><availabilityTime value="${date}"/>
      ${secondMarkOf(entry)}
      <author typeCode="AUT" contextControlCode="OP"><time value="${date}"/><agentRef classCode="AGNT"><id root="${agent}"/></agentRef></author>
      <Participant2 typeCode="PRF" contextControlCode="OP"><agentRef classCode="AGNT"><id root="${agent}"/></agentRef></Participant2>
      <component typeCode="COMP">${statement(entry, date)}</component>
    </ehrComposition></component>`
  }
  return interaction(actionFor(entries), sending, {
    subject: markup`<subject typeCode="SUBJ" contextConductionInd="false"><EhrExtract classCode="EXTRACT" moodCode="EVN">
      <id root="${uuid()}"/><statusCode code="COMPLETE"/><availabilityTime value="${now}"/>
      ${patient(nhsNumber)}
      <author typeCode="AUT"><time value="${now}"/>${organisation(author)}</author>
      <destination typeCode="DST">${organisation(destination)}</destination>
      <component typeCode="COMP"><ehrFolder classCode="FOLDER" moodCode="EVN">
        <id root="${uuid()}"/><statusCode code="COMPLETE"/><effectiveTime><low nullFlavor="UNK"/></effectiveTime><availabilityTime value="${now}"/>
        <author typeCode="AUT"><time value="${now}"/>${organisation(author)}</author>
        <responsibleParty typeCode="RESP"><agentDirectory classCode="AGNT"><part typeCode="PART"><Agent classCode="AGNT"><id root="${agent}"/><agentPerson classCode="PSN" determinerCode="INSTANCE"><name><family>${practiceName}</family></name></agentPerson></Agent></part></agentDirectory></responsibleParty>
        ${entries.length > 0 ? entries.map(composition) : composition({ kind: 'consultation', term: '', text: 'This practice holds no entries for this patient.', degraded: false })}
      </ehrFolder></component>
      <inFulfillmentOf typeCode="FLFS"><priorEhrRequest classCode="EXTRACT" moodCode="RQO"><id root="${requestId}"/></priorEhrRequest></inFulfillmentOf>
      <limitation typeCode="LIMIT" inversionInd="true"><limitingEhrExtractSpecification classCode="OBS" moodCode="DEF"><id root="${uuid()}"/><code code="37241000000102" codeSystem="${OID.snomed}" displayName="Entire record available to originator (administrative concept)"/></limitingEhrExtractSpecification></limitation>
    </EhrExtract></subject>`,
  })
}

const codeOf = ({ code, term }: Entry): Markup =>
  code === undefined ? markup`<code nullFlavor="UNK"><originalText>${term}</originalText></code>` : markup`<code code="${code}" codeSystem="${OID.snomed}" displayName="${term}"><originalText>${term}</originalText></code>`

const times = (date: string): Markup => markup`<statusCode code="COMPLETE"/><effectiveTime><center value="${date}"/></effectiveTime><availabilityTime value="${date}"/>`

function statement(entry: Entry, date: string): Markup {
  switch (entry.kind) {
    case 'allergy':
      return markup`<CompoundStatement classCode="CATEGORY" moodCode="EVN"><id root="${uuid()}"/><code code="SN53.00" codeSystem="${OID.read}" displayName="Allergy, unspecified"/>${times(date)}<component typeCode="COMP" contextConductionInd="true">${observation(uuid(), entry, date)}</component></CompoundStatement>`
    case 'problem': {
      const id = uuid()
      return markup`<CompoundStatement classCode="TOPIC" moodCode="EVN"><id root="${uuid()}"/>${codeOf(entry)}${times(date)}<component typeCode="COMP" contextConductionInd="true">${observation(id, entry, date)}</component><component typeCode="COMP" contextConductionInd="true"><LinkSet classCode="OBS" moodCode="EVN"><id root="${uuid()}"/><code code="394774009" codeSystem="${OID.snomed}" displayName="Active Problem"/><statusCode code="COMPLETE"/><effectiveTime><low value="${date}"/></effectiveTime><availabilityTime value="${date}"/><conditionNamed typeCode="NAME" inversionInd="true"><namedStatementRef classCode="OBS" moodCode="EVN"><id root="${id}"/></namedStatementRef></conditionNamed></LinkSet></component></CompoundStatement>`
    }
    case 'medication':
      return medication(entry, date)
    case 'document':
      return markup`<NarrativeStatement classCode="OBS" moodCode="EVN"><id root="${uuid()}"/><text>${entry.term}</text><statusCode code="COMPLETE"/><availabilityTime value="${date}"/>${markOf(entry)}<reference typeCode="REFR"><referredToExternalDocument classCode="DOC" moodCode="EVN"><id root="${uuid()}"/><code code="37251000000104" codeSystem="${OID.snomed}" displayName="Other digital signal"><originalText>${entry.term}</originalText></code><text mediaType="${entry.contentType ?? 'application/octet-stream'}"><reference value="file://localhost/${entry.filename ?? ''}"/></text></referredToExternalDocument></reference></NarrativeStatement>`
    case 'result':
      return observation(uuid(), entry, date)
    case 'consultation':
    case 'other':
      return markup`<NarrativeStatement classCode="OBS" moodCode="EVN"><id root="${uuid()}"/><text>${[entry.kind === 'other' ? entry.term : '', entry.text ?? entry.dosage ?? ''].filter(Boolean).join(': ')}</text><statusCode code="COMPLETE"/><availabilityTime value="${date}"/>${markOf(entry)}</NarrativeStatement>`
  }
}

const observation = (id: string, entry: Entry, date: string): Markup =>
  markup`<ObservationStatement classCode="OBS" moodCode="EVN"><id root="${id}"/>${codeOf(entry)}${times(date)}${markOf(entry)}${entry.text !== undefined && markup`<pertinentInformation typeCode="PERT"><sequenceNumber value="+1"/><pertinentAnnotation classCode="OBS" moodCode="EVN"><text>${entry.text}</text></pertinentAnnotation></pertinentInformation>`}</ObservationStatement>`

function medication(entry: Entry, date: string): Markup {
  const authorised = uuid()
  const quantity = entry.quantity ?? 1
  return markup`<MedicationStatement classCode="SBADM" moodCode="INT"><id root="${uuid()}"/><statusCode code="COMPLETE"/><effectiveTime><low value="${date}"/></effectiveTime><availabilityTime value="${date}"/>${markOf(entry)}
    <consumable typeCode="CSM"><manufacturedProduct classCode="MANU"><manufacturedMaterial classCode="MMAT" determinerCode="KIND">${codeOf(entry)}</manufacturedMaterial></manufacturedProduct></consumable>
    <component typeCode="COMP"><ehrSupplyAuthorise classCode="SPLY" moodCode="INT"><id root="${authorised}"/><code code="394823007" codeSystem="${OID.snomed}" displayName="NHS Prescription"/><statusCode code="${entry.ended ? 'COMPLETE' : 'ACTIVE'}"/><effectiveTime><low value="${date}"/></effectiveTime><availabilityTime value="${date}"/><repeatNumber value="${entry.repeats ?? 0}"/><quantity value="${quantity}" unit="1"/></ehrSupplyAuthorise></component>
    ${entry.ended && markup`<component typeCode="COMP"><ehrSupplyDiscontinue classCode="SPLY" moodCode="RQO"><id root="${uuid()}"/><code nullFlavor="UNK"><originalText>Ended</originalText></code><statusCode code="COMPLETE"/><availabilityTime value="${date}"/><reversalOf typeCode="REV"><priorMedicationRef classCode="SPLY" moodCode="INT"><id root="${authorised}"/></priorMedicationRef></reversalOf></ehrSupplyDiscontinue></component>`}
    <pertinentInformation typeCode="PERT"><pertinentMedicationDosage classCode="SBADM" moodCode="RMD"><text>${entry.dosage ?? 'As directed'}</text></pertinentMedicationDosage></pertinentInformation>
  </MedicationStatement>`
}
