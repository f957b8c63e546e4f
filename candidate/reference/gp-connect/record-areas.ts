import { allergiesOf, type Allergy } from '../allergies/allergies.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { Marked } from '../fhir/confidentiality.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import type { EntryKind, TransferState } from '../gp2gp/transfer.ts'
import { transfersStore } from '../gp2gp/transfers-store.ts'
import type { Vaccination } from '../immunisations/vaccination.ts'
import { vaccinationsStore } from '../immunisations/vaccinations-store.ts'
import { laboratoryStore } from '../laboratory/laboratory-store.ts'
import type { JsonObject } from '../national/json.ts'
import { formatDate } from '../pages/format.ts'
import { repeatsOf, type Repeat } from '../patient-facing/prescriptions/repeats.ts'
import { stu3Allergy, stu3List, stu3Medication } from '../patient-facing/record/stu3-clinical.ts'
import { takenSince } from '../patient-facing/record/structured-record.ts'
import { referralsStore } from '../referrals/referrals-store.ts'
import type { Services } from '../services.ts'
import type { Area, RecordRequest } from './record-request.ts'
import { isReportTold, stu3Report } from './investigations.ts'
import { stu3Immunization, stu3Issues, stu3Referral } from './record-entries.ts'

const EXTENSION = 'https://fhir.nhs.uk/STU3/StructureDefinition'

/** The list of each area: its title, and its code. Source: GP Connect, primary lists. */
const LISTS: Record<Area, readonly [title: string, code: string]> = {
  includeAllergies: ['Allergies and adverse reactions', '886921000000105'],
  includeMedication: ['Medications and medical devices', '933361000000108'],
  includeConsultations: ['List of consultations', '1149501000000101'],
  includeProblems: ['Problems', '717711000000103'],
  includeImmunisations: ['Immunisations', '1102181000000102'],
  includeUncategorisedData: ['Miscellaneous record', '826501000000100'],
  includeInvestigations: ['Investigations and results', '887191000000108'],
  includeReferrals: ['Outbound referral', '792931000000107'],
  includeDiaryEntries: ['Patient recall administration', '714311000000108'],
}
const ENDED = ['Ended allergies', '1103671000000101'] as const

/** Why a list may not have everything. */
interface ListWarning {
  code: 'confidential-items' | 'data-in-transit' | 'data-awaiting-filing'
  text: string
}

/** Whether an allergy belongs in the list of those that still hold. */
export const stillHolds = behaviour('gp-connect.stillHolds', ({ status }: Allergy): boolean => status === 'active')

/** Whether an entry is kept back: what is confidential leaves the practice only when the whole record does. */
export const isWithheld = behaviour('gp-connect.isWithheld', ({ confidential }: { confidential?: boolean }, sensitive: boolean): boolean => confidential === true && !sensitive)

/** How an entry is told that is not for the patient to see: others see it, with a mark. Source: GP Connect, security labels. */
export const labelled = behaviour('gp-connect.labelled', (resource: Resource, { notForPatient }: Marked): Resource =>
  notForPatient ? { ...resource, meta: { ...(resource['meta'] as JsonObject | undefined), security: [{ system: 'http://hl7.org/fhir/v3/ActCode', code: 'NOPAT', display: "no disclosure to patient, family or caregivers without attending provider's authorization" }] } } : resource,
)

/** What a list says when something was kept back: a code, and words. Source: GP Connect, warning codes. */
export const warningsFor = behaviour('gp-connect.warningsFor', (withheld: number): ListWarning[] =>
  withheld > 0 ? [{ code: 'confidential-items', text: 'Items excluded due to confidentiality and/or patient preferences.' }] : [],
)

/** What it says while the record of the practice before has not come. Source: GP Connect, warning codes. */
export const transitWarnings = behaviour('gp-connect.transitWarnings', (services: Services, { id, registrations: [registration] }: RegisteredPatient): ListWarning[] => {
  const last = transfersStore(services).ofPatient(id).find(({ direction }) => direction === 'in')
  if (!last || registration === undefined || HAS_COME.has(last.state)) return []
  return [{ code: 'data-in-transit', text: `Patient record transfer from previous GP practice not yet complete; any information recorded before ${formatDate(registration.startedOn)} has been excluded.` }]
})

/** States of a transfer in which nothing is on its way any more: it has come, or was never asked for. */
const HAS_COME: ReadonlySet<TransferState> = new Set(['integrated', 'suppressed', 'withdrawn'])

/** What comes from elsewhere and would belong in an area once somebody has reviewed it. */
const AWAITED: Partial<Record<Area, EntryKind>> = { includeAllergies: 'allergy', includeMedication: 'medication' }

/** What a list says while something waits for review that may belong in it. Source: GP Connect, warning codes. */
export const filingWarnings = behaviour('gp-connect.filingWarnings', (services: Services, { id }: RegisteredPatient, area: Area): ListWarning[] =>
  transfersStore(services).entriesOf(id).some(({ kind, state }) => state === 'to-review' && kind === AWAITED[area]) ||
  (area === 'includeInvestigations' && laboratoryStore(services).ofPatient(id).some(({ state }) => state === 'to-review'))
    ? [{ code: 'data-awaiting-filing', text: 'Patient data may be incomplete as there is data supplied by a third party awaiting review before becoming available.' }]
    : [],
)

/** Whether a list without entries is told: it says that there is nothing. */
export const listIsTold = behaviour('gp-connect.listIsTold', (_entries: readonly string[]): boolean => true)

/** SNOMED CT: no known allergy. */
const NO_KNOWN_ALLERGY = '716186003'

/** The allergies that hold: somebody of whom an allergy is recorded is not somebody without known ones. */
export const allergiesToTell = behaviour('gp-connect.allergiesToTell', (active: readonly Allergy[]): readonly Allergy[] =>
  active.length > 1 ? active.filter(({ code }) => code !== NO_KNOWN_ALLERGY) : active,
)

/** Whether each issue of a medicine is told beside it. */
export const issuesAreTold = behaviour('gp-connect.issuesAreTold', (asked: boolean): boolean => asked)

/** Who recorded an entry. */
export const recorderOf = behaviour('gp-connect.recorderOf', ({ id }: { id: string }): JsonObject => ({ recorder: { reference: `Practitioner/${id}` } }))

/** Where the record was kept: with the general practice. */
const SETTING = { url: `${EXTENSION}/Extension-CareConnect-GPC-ClinicalSetting-1`, valueCodeableConcept: { coding: [{ system: SYSTEM.snomed, code: '1060971000000108', display: 'General practice service' }] } }

/** What makes a list of one patient's. */
type MakeList = (list: readonly [title: string, code: string], entries: readonly string[], more?: { withheld?: number; contained?: readonly Resource[] }) => Resource[]

const listMaker =
  (services: Services, patient: RegisteredPatient, area: Area): MakeList =>
  ([title, code], entries, { withheld = 0, contained } = {}) => {
    if (!listIsTold(entries)) return []
    const list = stu3List({ title, code, display: title, patientId: patient.id, date: services.clock.timestamp(), entries, ...(contained && { contained }) })
    const warnings = [...warningsFor(withheld), ...transitWarnings(services, patient), ...filingWarnings(services, patient, area)]
    const notes = [...((list['note'] as object[] | undefined) ?? []), ...warnings.map(({ text }) => ({ text }))]
    return [
      {
        ...list,
        extension: [SETTING, ...warnings.map(({ code: valueCode }) => ({ url: `${EXTENSION}/Extension-CareConnect-GPC-ListWarningCode-1`, valueCode }))],
        ...(notes.length > 0 && { note: notes }),
      },
    ]
  }

/** Entries that are told, and how many are kept back. */
function apart<Entry extends { confidential?: boolean }>(entries: readonly Entry[], sensitive: boolean): { told: Entry[]; withheld: number } {
  const told = entries.filter((each) => !isWithheld(each, sensitive))
  return { told, withheld: entries.length - told.length }
}

/** The resources of one area, its list first. What this system does not hold is an empty list, which says so. */
export function areaOf(services: Services, patient: RegisteredPatient, area: Area, request: RecordRequest): Resource[] {
  const { id } = patient
  const list = listMaker(services, patient, area)
  switch (area) {
    case 'includeAllergies':
      return allergyArea(allergiesOf(services, id, { all: true }), list, request)
    case 'includeMedication':
      return medicationArea(repeatsOf(services, id), list, request)
    case 'includeImmunisations': {
      const vaccinations = vaccinationsToTell(vaccinationsStore(services).ofPatient(id))
      return [...list(LISTS[area], vaccinations.map((each) => `Immunization/${each.id}`)), ...vaccinations.map((each) => stu3Immunization(each, services.config.practice))]
    }
    case 'includeReferrals': {
      const referrals = referralsStore(services).ofPatient(id).filter((each) => isSent(each) && isWithin(each.details.writtenAt, request.referrals))
      return [...list(LISTS[area], referrals.map((each) => `ReferralRequest/${each.id}`)), ...referrals.map(stu3Referral)]
    }
    case 'includeInvestigations': {
      const reports = laboratoryStore(services).ofPatient(id).filter((each) => isReportTold(each) && isWithin(each.report.issued, request.investigations))
      return [...list(LISTS[area], reports.map((each) => `DiagnosticReport/${each.id}`)), ...reports.flatMap((each) => stu3Report(services, patient, each))]
    }
    default:
      return list(LISTS[area], [])
  }
}

/** The vaccinations that are told: those given here, and those that others have told of. */
export const vaccinationsToTell = behaviour('gp-connect.vaccinationsToTell', (all: readonly Vaccination[]): readonly Vaccination[] => all)

/** Whether a referral has left the practice: a draft is nobody else's business yet. */
export const isSent = behaviour('gp-connect.isSent', ({ status }: { status: string }): boolean => status !== 'draft' && status !== 'cancelled')

/** Whether something of an instant lies within whole days, both inclusive. */
export const isWithin = behaviour('gp-connect.isWithin', (at: string, { from, to }: { from?: string; to?: string } = {}): boolean => {
  const day = at.slice(0, 10)
  return (from === undefined || day >= from) && (to === undefined || day <= to)
})

function allergyArea(all: readonly Allergy[], list: MakeList, { resolvedAllergies, sensitive }: RecordRequest): Resource[] {
  const active = apart(all.filter((each) => stillHolds(each)), sensitive)
  const ended = apart(all.filter((each) => !stillHolds(each)), sensitive)
  const told = allergiesToTell(active.told)
  const contained = ended.told.map((each) => ({ ...labelled(stu3Allergy(each, 'ended-'), each), ...recorderOf(each.recorder) }))
  return [
    ...list(LISTS.includeAllergies, told.map((each) => `AllergyIntolerance/${each.id}`), { withheld: active.withheld }),
    ...told.map((each) => ({ ...labelled(stu3Allergy(each), each), ...recorderOf(each.recorder) })),
    ...(resolvedAllergies ? list(ENDED, contained.map((each) => `#${each.id}`), { withheld: ended.withheld, contained }) : []),
  ]
}

function medicationArea(all: readonly Repeat[], list: MakeList, { medicationFrom, issues, sensitive }: RecordRequest): Resource[] {
  const { told, withheld } = apart(all.filter((each) => medicationFrom === undefined || takenSince(each, medicationFrom)), sensitive)
  return [
    ...list(LISTS.includeMedication, told.map((each) => `MedicationStatement/statement-${each.id}`), { withheld }),
    ...told.flatMap((each) => [...stu3Medication(each).map((resource) => labelled(resource, each)).map((resource) => (resource.resourceType === 'MedicationRequest' ? { ...resource, ...recorderOf(each.prescriber) } : resource)), ...(issuesAreTold(issues) ? stu3Issues(each) : [])]),
  ]
}
