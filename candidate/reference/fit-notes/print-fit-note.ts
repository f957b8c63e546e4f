import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { formatDate, formatDateTime, formatName } from '../pages/format.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { ADVICE, type FitNote } from './fit-note.ts'
import { fitNotesStore } from './store.ts'

/** Whether a print is a duplicate: every one but the first. */
export const isDuplicate = behaviour('fitNotes.isDuplicate', ({ prints }: FitNote): boolean => prints > 0)

/** What a note says, line by line. Without a signature: name and profession of the issuer stand in its place. */
export function linesOf(work: Work, note: FitNote): string[] {
  const { config } = work.services
  const { national } = patientsOf(work.services).get(note.patientId)
  const name = national.name?.find(({ use }) => use === 'usual') ?? national.name?.[0]
  return [
    ...(isDuplicate(note) ? ['DUPLICATE'] : []),
    'Statement of Fitness for Work',
    `Patient's name: ${name ? formatName(name) : ''}`,
    `I assessed your case on: ${formatDate(note.assessedOn)}`,
    `Because of the following condition(s): ${note.diagnosis}`,
    `I advise you that: ${note.fitness === 'not-fit' ? 'you are not fit for work' : 'you may be fit for work taking account of the following advice'}`,
    ...note.advice.map((each) => `- ${ADVICE[each]}`),
    ...(note.comments === '' ? [] : [`Comments: ${note.comments}`]),
    `This will be the case from ${formatDate(note.from)} to ${formatDate(note.to)}`,
    `I will ${note.reassess ? '' : 'not '}need to assess your fitness for work again at the end of this period`,
    `Issuer's name: ${note.issuer.name}`,
    `Issuer's profession: ${note.issuer.profession}`,
    `Issued: ${formatDateTime(note.issuedAt)}`,
    `${config.practice.name}${config.practice.address ? `, ${config.practice.address.line.join(', ')}, ${config.practice.address.postalCode}` : ''}`,
    note.template,
  ]
}

/** Prints a note, from the record. */
export function printFitNote(work: Work, patientId: string, id: string): string[] {
  demand(work.role, 'B0360')
  const { services } = work
  const store = fitNotesStore(services)
  const note = store.get(id, patientId)
  return services.database.transaction(() => {
    const lines = linesOf(work, note)
    store.printed(id)
    audited(work, { event: 'fit-note-printed', action: 'R', patientId, subject: `FitNote/${id}`, detail: { duplicate: isDuplicate(note) } })
    return lines
  })
}
