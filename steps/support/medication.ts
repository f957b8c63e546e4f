import type { Answer } from '../../candidate/port/answer.ts'
import type { Session } from '../../candidate/port/identity.ts'
import type { Acknowledgement, MedicationOrder, MedicationView, PrescriptionView } from '../../candidate/port/prescribing.ts'
import { CandidateFault } from '../../candidate/port/faults.ts'
import { must, type AssayWorld } from '../world.ts'

/** What a scenario has prescribed so far. */
export interface MedicationNotes {
  /** Items in the order in which they were drafted, as last seen. */
  items: MedicationView[]
  /** What the prescriber ordered, in the same order. */
  orders: MedicationOrder[]
  prescriptions: PrescriptionView[]
}

/** The scenario's notes on medication. */
export function medicationOf(world: AssayWorld): MedicationNotes {
  const found = world.notes.get('medication') as MedicationNotes | undefined
  if (found) return found
  const made: MedicationNotes = { items: [], orders: [], prescriptions: [] }
  world.notes.set('medication', made)
  return made
}

/** Drafts an item and remembers it; the world's answer is the candidate's. */
export async function draft(world: AssayWorld, session: Session, order: MedicationOrder, acknowledgements: Acknowledgement[] = []): Promise<Answer<MedicationView>> {
  const answer = await world.candidate.prescribing.draft(session, world.patient.view.id, order, acknowledgements)
  world.notes.set('ordered', order)
  if (answer.ok) {
    const notes = medicationOf(world)
    notes.items.push(answer.value)
    notes.orders.push(order)
  }
  world.answer = answer
  return answer
}

/** Signs items, all that were drafted unless told, and remembers the prescription. */
export async function sign(world: AssayWorld, session: Session, itemIds = unsigned(world), acknowledgements: (Acknowledgement & { itemId?: string })[] = []): Promise<Answer<PrescriptionView>> {
  const answer = await world.candidate.prescribing.sign(session, itemIds, acknowledgements)
  if (answer.ok) {
    medicationOf(world).prescriptions.push(answer.value)
    signedItems(world).push(...itemIds)
  }
  world.answer = answer
  return answer
}

const signedItems = (world: AssayWorld): string[] => {
  const found = world.notes.get('signed') as string[] | undefined
  if (found) return found
  const made: string[] = []
  world.notes.set('signed', made)
  return made
}

/** Ids of the items that no prescription has yet. */
function unsigned(world: AssayWorld): string[] {
  const done = signedItems(world)
  return medicationOf(world).items.map(({ id }) => id).filter((id) => !done.includes(id))
}

/** The last prescription that was signed. */
export function prescriptionOf(world: AssayWorld): PrescriptionView {
  const found = medicationOf(world).prescriptions.at(-1)
  if (found) return found
  if (world.refusal) throw new CandidateFault(`The candidate did not sign and send the prescription: it refused (${world.refusal.reason}) and said "${world.refusal.message}".`)
  throw new Error('Failed to find the prescription: no step before this one signed any.')
}

/** The medication as the candidate shows it now, those of the scenario's items in their order. Whoever acts goes on acting. */
export async function shown(world: AssayWorld): Promise<MedicationView[]> {
  const list = must(await world.candidate.prescribing.list(world.user, world.patient.view.id), 'show the medication')
  const known = medicationOf(world).items.map(({ id }) => id)
  return known.length === 0 ? list : known.flatMap((id) => list.find((each) => each.id === id) ?? [])
}

/** The id of the prescription on which the scenario's items are, as the candidate shows it. */
export async function shownPrescriptionId(world: AssayWorld): Promise<string> {
  const id = (await shown(world)).map(({ prescriptionId }) => prescriptionId).find((each) => each !== undefined)
  if (id === undefined) throw new CandidateFault('The candidate shows no prescription id for what was signed.')
  return id
}
