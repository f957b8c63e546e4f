import type { Report } from './state.ts'
import { children, textOf } from './xml.ts'

const OUTCOMES = /^[1-6]$/
const QUALIFICATIONS = /^[1-5]$/
const MOST_YEARS = 120

/** Reads a safetyreport of E2B(R2), and says what of it would not be accepted. */
export function readReport(report: Element, today: string): { report: Omit<Report, 'number' | 'message'>; wrong: string[] } {
  const [source] = children(report, 'primarysource')
  const [patient] = children(report, 'patient')
  const reactions = children(patient, 'reaction').map((each) => ({ text: textOf(each, 'primarysourcereaction'), outcome: textOf(each, 'reactionoutcome'), startedOn: textOf(each, 'reactionstartdate') }))
  const drugs = children(patient, 'drug').map((each) => ({ name: textOf(each, 'medicinalproduct'), suspect: textOf(each, 'drugcharacterization') === '1', startedOn: textOf(each, 'drugstartdate') }))
  const read = {
    id: textOf(report, 'safetyreportid'),
    patient: { initials: textOf(patient, 'patientinitial'), sex: textOf(patient, 'patientsex'), age: textOf(patient, 'patientonsetage') },
    reporter: { family: textOf(source, 'reporterfamilyname'), given: textOf(source, 'reportergivename'), organisation: textOf(source, 'reporterorganization'), qualification: textOf(source, 'qualification') },
    reactions,
  }
  const suspects = drugs.filter(({ suspect }) => suspect)
  const dates = [...reactions, ...drugs].map(({ startedOn }) => startedOn).filter((date) => date !== '')
  const rules: [boolean, string][] = [
    [read.id !== '', 'A.1.0.1 safetyreportid is missing'],
    [textOf(report, 'primarysourcecountry') !== '', 'A.1.1 primarysourcecountry is mandatory'],
    [QUALIFICATIONS.test(read.reporter.qualification), 'A.2.1.4 qualification: at least one is required'],
    [read.reporter.family !== '' || read.reporter.organisation !== '', 'A.2.1 the reporter cannot be identified'],
    [Object.values(read.patient).some((value) => value !== ''), 'B.1 the patient cannot be identified: give initials, sex or age'],
    [!(Number(read.patient.age) > MOST_YEARS), 'B.1.2.2a age cannot be greater than 120 years'],
    [reactions.length > 0 && reactions.every(({ text }) => text !== ''), 'B.2.i.0 at least one reaction is required'],
    [reactions.every(({ outcome }) => OUTCOMES.test(outcome)), 'B.2.i.8 reactionoutcome must be populated, with 6 where it is unknown'],
    [suspects.length > 0 && suspects.every(({ name }) => name !== ''), 'B.4.k.1 at least one suspect drug is required'],
    [dates.every((date) => /^\d{8}$/.test(date)), 'dates must be CCYYMMDD'],
    [dates.every((date) => date <= today), 'dates cannot lie in the future'],
    [reactions.every(({ startedOn }) => startedOn === '' || suspects.some((drug) => drug.startedOn === '' || drug.startedOn <= startedOn)), 'B.2.i.4b the reaction cannot start before the suspect drug'],
  ]
  return { report: { ...read, drugs: drugs.map(({ name, suspect }) => ({ name, suspect })) }, wrong: rules.flatMap(([kept, words]) => (kept ? [] : [words])) }
}
