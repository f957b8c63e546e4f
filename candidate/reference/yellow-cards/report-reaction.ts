import { allergiesOf } from '../allergies/allergies.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { ageAt, icsrOf, initialsOf, sendReport, type Verdict } from '../national/yellow-card.ts'
import type { Item } from '../prescribing/item.ts'
import { itemsStore } from '../prescribing/items-store.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { isOutcome, OUTCOMES, type CardDrug, type YellowCard } from './card.ts'
import { cardsStore } from './cards-store.ts'

const TASK = 'yellow-card-not-sent'

/** What the clinician finds on the card already when it is opened. */
export interface PreparedCard {
  initials: string
  sex: string
  age: number
  medicines: { id: string; term: string; startedOn: string }[]
  reactions: { term: string; reaction?: string }[]
}

/** Who may report: whoever may amend health records. */
export const demandReporter = behaviour('yellow-cards.demandReporter', ({ role }: Work): void => demand(role, 'B0380'))

/** The medicines that a patient may have taken: all that were prescribed, and not what was only drafted, thrown away or cancelled. */
export const medicinesTaken = behaviour('yellow-cards.medicinesTaken', (items: readonly Item[]): readonly Item[] => items.filter(({ status }) => status !== 'draft' && status !== 'discarded' && status !== 'cancelled'))

/** Opens a card, with what the record knows. */
export function prepareCard(work: Work, patientId: string): PreparedCard {
  demandReporter(work)
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const { national } = patient
  audited(work, { event: 'yellow-card-prepared', action: 'R', patientId: patient.id })
  return {
    initials: initialsOf(patient),
    sex: national.gender ?? 'unknown',
    age: ageAt(national.birthDate ?? services.clock.today(), services.clock.today()),
    medicines: medicinesTaken(itemsStore(services).ofPatient(patient.id)).map(({ id, medicine, draftedAt }) => ({ id, term: medicine.term, startedOn: draftedAt.slice(0, 10) })),
    reactions: allergiesOf(services, patient.id).map(({ term, reaction }) => ({ term, ...(reaction !== undefined && { reaction }) })),
  }
}

/** A card as the clinician has filled it in. */
export interface FilledCard {
  reaction: string
  startedOn: string
  outcome: string
  /** Ids of the medicines that are suspected. */
  suspects: readonly string[]
}

/** What is missing or wrong on a card: there is no report without a reaction, a date that can be, and a suspect. */
export const faultsOf = behaviour('yellow-cards.faultsOf', ({ reaction, startedOn, outcome }: FilledCard, drugs: readonly CardDrug[], today: string): { field: string; text: string }[] => {
  const suspects = drugs.filter(({ suspect }) => suspect)
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(startedOn)
  return [
    ...(reaction === '' ? [{ field: 'reaction', text: 'Say what the reaction was.' }] : []),
    ...(suspects.length === 0 ? [{ field: 'suspects', text: 'Choose the medicine that is suspected.' }] : []),
    ...(isDate ? [] : [{ field: 'started', text: 'Say on which day the reaction began.' }]),
    ...(isDate && startedOn > today ? [{ field: 'started', text: 'A reaction cannot begin in the future.' }] : []),
    ...(isDate && suspects.length > 0 && suspects.every((drug) => drug.startedOn > startedOn) ? [{ field: 'started', text: 'The reaction began before the suspected medicine was given: check the date.' }] : []),
    ...(isOutcome(outcome) ? [] : [{ field: 'outcome', text: `Say what became of it: ${Object.keys(OUTCOMES).join(', ')}.` }]),
  ]
})

/** Reports a reaction. The card is on record whatever becomes of that. */
export async function reportReaction(work: Work, patientId: string, filled: FilledCard): Promise<YellowCard> {
  demandReporter(work)
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const drugs = medicinesTaken(itemsStore(services).ofPatient(patient.id)).map(({ id, medicine, dosage, draftedAt }) => ({ term: medicine.term, dosage: dosage.join('; '), startedOn: draftedAt.slice(0, 10), suspect: filled.suspects.includes(id) }))
  const faults = faultsOf(filled, drugs, services.clock.today())
  if (faults.length > 0) throw new Refusal('invalid', faults)
  const { reaction, startedOn } = filled
  const outcome = isOutcome(filled.outcome) ? filled.outcome : 'unknown'
  const card = services.database.transaction(() => {
    const added = cardsStore(services).add(patient.id, { reaction, startedOn, outcome, drugs })
    audited(work, { event: 'yellow-card-reported', action: 'C', patientId: patient.id, detail: { report: added.reference } })
    return added
  })
  return send(work, card)
}

/** Sends a card again that the regulator may not have. */
export function sendCard(work: Work, patientId: string, id: string): Promise<YellowCard> {
  demandReporter(work)
  const card = cardsStore(work.services).get(patientId, id)
  if (card.state !== 'not-sent' && card.state !== 'sending') throw new Refusal('already-done', 'Nothing is to be sent: the MHRA has answered this card.')
  return send(work, card)
}

/** What becomes of a card that did not get through: it stays on record, and somebody is told. */
export const keepUnsent = behaviour('yellow-cards.keepUnsent', ({ services }: Work, card: YellowCard, problem: string): YellowCard => {
  services.tasks.raise({ code: TASK, patientId: card.patientId, focus: `YellowCard/${card.id}`, text: `A yellow card was not sent to the MHRA, or nobody knows. Send it again: it is the same report. ${problem}` })
  return cardsStore(services).become(card, 'not-sent', { problem })
})

/** What becomes of a card that the regulator did not accept: it is not reported, and somebody has to see to it. */
export const keepRefused = behaviour('yellow-cards.keepRefused', ({ services }: Work, card: YellowCard, why: string): YellowCard => {
  services.tasks.raise({ code: TASK, patientId: card.patientId, focus: `YellowCard/${card.id}`, text: `The MHRA did not accept a yellow card: ${why}. Report the reaction again, put right.` })
  return cardsStore(services).become(card, 'refused', { problem: why })
})

async function send(work: Work, card: YellowCard): Promise<YellowCard> {
  const { services } = work
  const patient = patientsOf(services).get(card.patientId)
  let verdict: Verdict
  try {
    verdict = await sendReport(work, icsrOf(work, patient, card))
  } catch (failure) {
    if (!(failure instanceof NationalRefusal)) throw failure
    return services.database.transaction(() => keepUnsent(work, card, failure.message))
  }
  return services.database.transaction(() => {
    for (const { id, focus } of services.tasks.list({ status: 'requested', code: TASK, patientId: card.patientId })) if (focus === `YellowCard/${card.id}`) services.tasks.close(id, 'completed', work.session.user.name)
    return verdict.accepted ? cardsStore(services).become(card, 'sent', { number: verdict.number }) : keepRefused(work, card, verdict.why)
  })
}
