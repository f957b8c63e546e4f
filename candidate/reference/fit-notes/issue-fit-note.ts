import { isSnomedId } from '../allergies/snomed.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { staffMember } from '../practice/practice-data.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import type { FitNote, FitNoteContent, Issuer } from './fit-note.ts'
import lists from './professions.json' with { type: 'json' }
import { fitNotesStore } from './store.ts'

/** Months for which a note may be issued while a condition is not six months old. Source: GOV.UK, guidance on the fit note for healthcare professionals. */
const MONTHS_AT_MOST = 3

/** The profession in which somebody may issue fit notes, from their number with its professional body; undefined if there is none. */
export const professionOf = behaviour('fitNotes.professionOf', ({ services, session }: Work): string | undefined => {
  const codes = staffMember(services.practice, session.user.id)?.professionalCodes ?? {}
  return lists.professions.find(({ body, number }) => new RegExp(number).test(codes[body] ?? ''))?.name
})

/** The national template that a note issued now is on. */
export const templateInForce = behaviour('fitNotes.templateInForce', (): string => lists.template)

/** Who a note says issued it: whoever is signed in, whatever else is claimed. It stands in place of a signature. */
export const issuerOf = behaviour('fitNotes.issuerOf', ({ session: { user } }: Work, profession: string, _claimed: string | undefined): Issuer => ({ id: user.id, name: user.name, profession }))

/** The day so many months after another: the last of its month where the month has no such day. */
function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** What speaks against a note as it was filled in. */
export const whatIsWrong = behaviour('fitNotes.whatIsWrong', (note: FitNoteContent, today: string): RefusalIssue[] => {
  const isDate = (date: string) => /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))
  const { assessedOn, diagnosis, diagnosisCode, fitness, advice, comments, from, to, withinSixMonths } = note
  return [
    ...(isDate(assessedOn) && assessedOn <= today ? [] : [{ field: 'assessedOn', text: 'Give the day of the assessment, not one to come.' }]),
    ...(diagnosis !== '' && isSnomedId(diagnosisCode) ? [] : [{ field: 'diagnosis', text: 'Say what the patient has, with its code.' }]),
    ...(fitness === 'not-fit' || fitness === 'may-be-fit' ? [] : [{ field: 'fitness', text: 'Say whether the patient is not fit for work, or may be.' }]),
    ...(fitness === 'may-be-fit' && advice.length === 0 && comments === '' ? [{ field: 'advice', text: 'Say what would let the patient work: choose from the list, or write it down.' }] : []),
    ...(fitness === 'not-fit' && advice.length > 0 ? [{ field: 'advice', text: 'Who is not fit for work needs no advice on how to work. Choose “may be fit”, or no advice.' }] : []),
    ...(isDate(from) && isDate(to) && from <= to ? [] : [{ field: 'to', text: 'Say from when to when it is: the end is not before the beginning.' }]),
    ...(withinSixMonths && isDate(from) && to >= monthsAfter(from, MONTHS_AT_MOST) ? [{ field: 'to', text: `In the first six months of a condition a note is for ${MONTHS_AT_MOST} months at most.` }] : []),
  ]
})

/** Why nobody can issue a note for a patient. */
export const whyNotIssue = behaviour('fitNotes.whyNotIssue', ({ status, national }: RegisteredPatient): Refusal | undefined =>
  status === 'left' || national.deceasedDateTime ? new Refusal('rule', 'This patient has left the practice, or has died. No fit note was issued.') : undefined,
)

/** Whether a user may issue notes: a clinician of one of the professions. */
export const mayIssue = behaviour('fitNotes.mayIssue', (work: Work, profession: string | undefined): profession is string => {
  demand(work.role, 'B0380')
  return profession !== undefined
})

/** What is kept of a note: all that was certified. */
export const contentKept = behaviour('fitNotes.contentKept', (content: FitNoteContent): FitNoteContent => content)

/** Issues a fit note. It is on the record at once, in the issuer's name. */
export function issueFitNote(work: Work, patientId: string, content: FitNoteContent, claimedIssuer?: string): FitNote {
  const profession = professionOf(work)
  if (!mayIssue(work, profession)) throw new Refusal('not-permitted', 'Fit notes are issued by doctors, nurses, occupational therapists, pharmacists and physiotherapists. No fit note was issued.')
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const refusal = whyNotIssue(patient)
  if (refusal) throw refusal
  const issues = whatIsWrong(content, services.clock.today())
  if (issues.length > 0) throw new Refusal('invalid', issues)
  return services.database.transaction(() => {
    const note = fitNotesStore(services).add({ patientId: patient.id, content: contentKept(content), issuer: issuerOf(work, profession, claimedIssuer), template: templateInForce() })
    audited(work, { event: 'fit-note-issued', action: 'C', patientId: patient.id, subject: `FitNote/${note.id}`, detail: { profession } })
    return note
  })
}
