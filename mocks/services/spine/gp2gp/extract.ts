import { markup, type Markup } from '../markup.ts'
import { ACTION, OID } from './codes.ts'
import { hl7Time, type Sending } from '../transmission.ts'
import { interaction, organisation, patient } from './wrapper.ts'

/** A coded entry. Without `code` it is degraded: words only, as an extract has what the sender's system could not code. */
interface Coded {
  code?: string
  term: string
  /** YYYY-MM-DD */
  date: string
}

/** What a practice holds of a patient and sends on, in plain words. */
export interface RecordContent {
  problems?: readonly Coded[]
  allergies?: readonly (Coded & { drug?: boolean; note?: string })[]
  /** `repeats` above none makes a repeat medication; `ended`, a discontinued one. */
  medication?: readonly (Coded & { dosage: string; quantity: number; repeats?: number; ended?: boolean })[]
  consultations?: readonly { date: string; text: string; author?: string }[]
  results?: readonly (Coded & { value: string; unit: string })[]
  /** By the file name of the attachment. */
  documents?: readonly { filename: string; title: string; contentType: string; date: string }[]
}

export interface ExtractDetails {
  extractId: string
  nhsNumber: string
  author: string
  destination: string
  /** Id of the request that it fulfils. */
  requestId: string
  content: RecordContent
  /** A new UUID in capitals. */
  uuid(): string
  /** UK07 with confidentiality codes. */
  confidential?: boolean
}

/** RCMR_IN030000UK06 or UK07: the record of a patient. One composition for each thing that happened. */
export function ehrExtract(sending: Sending, details: ExtractDetails): string {
  const { content, uuid, confidential } = details
  const at = hl7Time(sending.now)
  const agent = uuid()
  const composition = (date: string, [code, display]: readonly [string, string], statement: Markup) => markup`
    <component typeCode="COMP"><ehrComposition classCode="COMPOSITION" moodCode="EVN">
      <id root="${uuid()}"/><code code="${code}" codeSystem="${OID.snomed}" displayName="${display}"/>
      <statusCode code="COMPLETE"/><effectiveTime><center value="${day(date)}"/></effectiveTime><availabilityTime value="${day(date)}"/>
      ${confidential && NOPAT}
      <author typeCode="AUT" contextControlCode="OP"><time value="${day(date)}"/><agentRef classCode="AGNT"><id root="${agent}"/></agentRef></author>
      <Participant2 typeCode="PRF" contextControlCode="OP"><agentRef classCode="AGNT"><id root="${agent}"/></agentRef></Participant2>
      <component typeCode="COMP">${statement}</component>
    </ehrComposition></component>`
  const compositions = [
    ...(content.consultations ?? []).map(({ date, text }) => composition(date, ['109341000000100', 'GP to GP communication transaction'], narrative(uuid(), date, text))),
    ...(content.problems ?? []).map((problem) => composition(problem.date, NO_CONSULTATION, problemStatement(uuid, problem))),
    ...(content.allergies ?? []).map((allergy) => composition(allergy.date, NO_CONSULTATION, allergyStatement(uuid, allergy))),
    ...(content.medication ?? []).map((medicine) => composition(medicine.date, ['196391000000103', 'Non-consultation medication data'], medicationStatement(uuid, medicine))),
    ...(content.results ?? []).map((result) => composition(result.date, NO_CONSULTATION, resultStatement(uuid(), result))),
    ...(content.documents ?? []).map((document) => composition(document.date, NO_CONSULTATION, documentStatement(uuid, document))),
  ]
  return interaction(confidential ? ACTION.extractWithConfidentiality : ACTION.extract, sending, {
    subject: markup`<subject typeCode="SUBJ" contextConductionInd="false"><EhrExtract classCode="EXTRACT" moodCode="EVN">
      <id root="${details.extractId}"/><statusCode code="COMPLETE"/><availabilityTime value="${at}"/>
      ${patient(details.nhsNumber)}
      <author typeCode="AUT"><time value="${at}"/>${organisation(details.author)}</author>
      <destination typeCode="DST">${organisation(details.destination)}</destination>
      <component typeCode="COMP"><ehrFolder classCode="FOLDER" moodCode="EVN">
        <id root="${uuid()}"/><statusCode code="COMPLETE"/><effectiveTime><low value="19900101"/></effectiveTime><availabilityTime value="${at}"/>
        <author typeCode="AUT"><time value="${at}"/>${organisation(details.author)}</author>
        <responsibleParty typeCode="RESP"><agentDirectory classCode="AGNT"><part typeCode="PART"><Agent classCode="AGNT"><id root="${agent}"/><agentPerson classCode="PSN" determinerCode="INSTANCE"><name><prefix>Dr</prefix><given>Rowan</given><family>Hale</family></name></agentPerson></Agent></part></agentDirectory></responsibleParty>
        ${compositions}
      </ehrFolder></component>
      <inFulfillmentOf typeCode="FLFS"><priorEhrRequest classCode="EXTRACT" moodCode="RQO"><id root="${details.requestId}"/></priorEhrRequest></inFulfillmentOf>
      <limitation typeCode="LIMIT" inversionInd="true"><limitingEhrExtractSpecification classCode="OBS" moodCode="DEF"><id root="${uuid()}"/><code code="37241000000102" codeSystem="${OID.snomed}" displayName="Entire record available to originator (administrative concept)"/></limitingEhrExtractSpecification></limitation>
    </EhrExtract></subject>`,
  })
}

const NO_CONSULTATION = ['196401000000100', 'Non-consultation data'] as const
const NOPAT = markup`<confidentialityCode code="NOPAT" codeSystem="2.16.840.1.113883.4.642.3.47" displayName="no disclosure to patient, family or caregivers without attending provider's authorization"/>`

const day = (date: string) => date.replaceAll('-', '')
const times = (date: string): Markup => markup`<statusCode code="COMPLETE"/><effectiveTime><center value="${day(date)}"/></effectiveTime><availabilityTime value="${day(date)}"/>`

/** A code, or where there is none the words alone. */
const codeOf = ({ code, term }: Coded): Markup =>
  code === undefined ? markup`<code nullFlavor="UNK"><originalText>${term}</originalText></code>` : markup`<code code="${code}" codeSystem="${OID.snomed}" displayName="${term}"><originalText>${term}</originalText></code>`

const narrative = (id: string, date: string, text: string): Markup =>
  markup`<NarrativeStatement classCode="OBS" moodCode="EVN"><id root="${id}"/><text>${text}</text><statusCode code="COMPLETE"/><availabilityTime value="${day(date)}"/></NarrativeStatement>`

const observation = (id: string, entry: Coded, value?: Markup, note?: string): Markup =>
  markup`<ObservationStatement classCode="OBS" moodCode="EVN"><id root="${id}"/>${codeOf(entry)}${times(entry.date)}${value}${note !== undefined && markup`<pertinentInformation typeCode="PERT"><sequenceNumber value="+1"/><pertinentAnnotation classCode="OBS" moodCode="EVN"><text>${note}</text></pertinentAnnotation></pertinentInformation>`}</ObservationStatement>`

/** A problem is an observation that a link set names. */
function problemStatement(uuid: () => string, problem: Coded): Markup {
  const id = uuid()
  return markup`<CompoundStatement classCode="TOPIC" moodCode="EVN"><id root="${uuid()}"/>${codeOf(problem)}${times(problem.date)}<component typeCode="COMP" contextConductionInd="true">${observation(id, problem)}</component><component typeCode="COMP" contextConductionInd="true"><LinkSet classCode="OBS" moodCode="EVN"><id root="${uuid()}"/><code code="394774009" codeSystem="${OID.snomed}" displayName="Active Problem"><qualifier inverted="false"><name code="386134007" codeSystem="${OID.snomed}" displayName="Significant"/></qualifier></code><statusCode code="COMPLETE"/><effectiveTime><low value="${day(problem.date)}"/></effectiveTime><availabilityTime value="${day(problem.date)}"/><conditionNamed typeCode="NAME" inversionInd="true"><namedStatementRef classCode="OBS" moodCode="EVN"><id root="${id}"/></namedStatementRef></conditionNamed></LinkSet></component></CompoundStatement>`
}

/** An allergy is an observation in a category of Read code SN53.00 (allergy) or 14L..00 (history of a drug allergy). */
function allergyStatement(uuid: () => string, { drug, note, ...entry }: Coded & { drug?: boolean; note?: string }): Markup {
  const [code, display] = drug ? ['14L..00', 'H/O: drug allergy'] : ['SN53.00', 'Allergy, unspecified']
  return markup`<CompoundStatement classCode="CATEGORY" moodCode="EVN"><id root="${uuid()}"/><code code="${code}" codeSystem="${OID.read}" displayName="${display}"/>${times(entry.date)}<component typeCode="COMP" contextConductionInd="true">${observation(uuid(), entry, undefined, note)}</component></CompoundStatement>`
}

function medicationStatement(uuid: () => string, { dosage, quantity, repeats = 0, ended = false, ...entry }: Coded & { dosage: string; quantity: number; repeats?: number; ended?: boolean }): Markup {
  const authorised = uuid()
  return markup`<MedicationStatement classCode="SBADM" moodCode="INT"><id root="${uuid()}"/><statusCode code="COMPLETE"/><effectiveTime><low value="${day(entry.date)}"/></effectiveTime><availabilityTime value="${day(entry.date)}"/>
    <consumable typeCode="CSM"><manufacturedProduct classCode="MANU"><manufacturedMaterial classCode="MMAT" determinerCode="KIND">${codeOf(entry)}</manufacturedMaterial></manufacturedProduct></consumable>
    <component typeCode="COMP"><ehrSupplyAuthorise classCode="SPLY" moodCode="INT"><id root="${authorised}"/><code code="394823007" codeSystem="${OID.snomed}" displayName="NHS Prescription"/><statusCode code="${ended ? 'COMPLETE' : 'ACTIVE'}"/><effectiveTime><low value="${day(entry.date)}"/></effectiveTime><availabilityTime value="${day(entry.date)}"/><repeatNumber value="${repeats}"/><quantity value="${quantity}" unit="1"><translation value="${quantity}"><originalText>tablet</originalText></translation></quantity></ehrSupplyAuthorise></component>
    ${ended && markup`<component typeCode="COMP"><ehrSupplyDiscontinue classCode="SPLY" moodCode="RQO"><id root="${uuid()}"/><code nullFlavor="UNK"><originalText>Stopped</originalText></code><statusCode code="COMPLETE"/><availabilityTime value="${day(entry.date)}"/><reversalOf typeCode="REV"><priorMedicationRef classCode="SPLY" moodCode="INT"><id root="${authorised}"/></priorMedicationRef></reversalOf></ehrSupplyDiscontinue></component>`}
    <pertinentInformation typeCode="PERT"><pertinentMedicationDosage classCode="SBADM" moodCode="RMD"><text>${dosage}</text></pertinentMedicationDosage></pertinentInformation>
  </MedicationStatement>`
}

const resultStatement = (id: string, { value, unit, ...entry }: Coded & { value: string; unit: string }): Markup =>
  observation(id, entry, markup`<value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PQ" value="${value}" unit="${unit}"/>`)

const documentStatement = (uuid: () => string, { filename, title, contentType, date }: { filename: string; title: string; contentType: string; date: string }): Markup =>
  markup`<NarrativeStatement classCode="OBS" moodCode="EVN"><id root="${uuid()}"/><text>${title}</text><statusCode code="COMPLETE"/><availabilityTime value="${day(date)}"/><reference typeCode="REFR"><referredToExternalDocument classCode="DOC" moodCode="EVN"><id root="${uuid()}"/><code code="37251000000104" codeSystem="${OID.snomed}" displayName="Other digital signal"><originalText>${title}</originalText></code><text mediaType="${contentType}"><reference value="file://localhost/${filename}"/></text></referredToExternalDocument></reference></NarrativeStatement>`
