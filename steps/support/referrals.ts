import type { Answer } from '../../candidate/port/answer.ts'
import { CandidateFault } from '../../candidate/port/faults.ts'
import type { LetterFile, ReferralDraft, ReferralPriority, ReferralView, Referring } from '../../candidate/port/referrals.ts'
import { must, type AssayWorld } from '../world.ts'
import type { KnownService } from './referral-words.ts'

/** SNOMED CT: patient referral to specialist. */
export const TO_SPECIALIST = '103696004'

/** What was written down of a referral: what it is held against afterwards. */
export interface Wanted extends ReferralDraft {
  serviceIds: string[]
}

export const wantedOf = (world: AssayWorld) => world.notes.get('wanted') as Wanted
/** The referral as whoever acts has it in front of them. */
export const seenOf = (world: AssayWorld) => {
  const seen = world.notes.get('referral') as ReferralView | undefined
  if (!seen) throw new Error('Failed to find the referral: no step before this one made it.')
  return seen
}
export const see = (world: AssayWorld, referral: ReferralView): ReferralView => {
  world.notes.set('referral', referral)
  return referral
}

/** A draft for the patient spoken of, to services that are found by the same criteria. */
export function draftFor(world: AssayWorld, priority: ReferralPriority, services: readonly KnownService[]): Wanted {
  const { specialty, clinicType } = services[0]!
  const wanted: Wanted = {
    patientId: world.patient.view.id,
    type: TO_SPECIALIST,
    reason: `${world.make.word('symptom ')} for six weeks`,
    priority,
    specialty,
    clinicType,
    serviceIds: services.map(({ id }) => id),
  }
  world.notes.set('wanted', wanted)
  return wanted
}

export async function write(world: AssayWorld, persona: string, { serviceIds: _serviceIds, ...draft }: Wanted): Promise<Answer<ReferralView>> {
  const session = await world.actAs(persona)
  const answer = await world.candidate.referrals.write(session, draft)
  if (answer.ok) see(world, answer.value)
  return (world.answer = answer)
}

/** Sends what whoever acts has in front of them; what they see afterwards is what came of it. */
export async function send(world: AssayWorld, how: Partial<Referring> = {}): Promise<Answer<ReferralView>> {
  const answer = await world.candidate.referrals.refer(world.user, seenOf(world), { serviceIds: wantedOf(world).serviceIds, ...how })
  if (answer.ok) see(world, answer.value)
  return (world.answer = answer)
}

/** Writes and sends. A refusal to write is the answer, too. */
export async function refer(world: AssayWorld, persona: string, wanted: Wanted, how: Partial<Referring> = {}): Promise<void> {
  if ((await write(world, persona, wanted)).ok) await send(world, how)
}

/** Sends, and confirms whatever the candidate wants confirmed: for a referral that only has to be there. */
export async function sendConfirming(world: AssayWorld): Promise<Answer<ReferralView>> {
  const asked = await send(world)
  if (asked.ok || asked.reason !== 'needs-confirmation') return asked
  await openAgain(world)
  return send(world, { acknowledged: asked.warnings })
}

/** The referral as the practice has it now: what a user sees who opens it again. */
export async function openAgain(world: AssayWorld): Promise<ReferralView> {
  return see(world, must(await world.candidate.referrals.read(world.user, seenOf(world).id), 'show the referral'))
}

export const textLetter = (name: string, words = 'Dear colleague, thank you for seeing this patient.'): LetterFile => ({ name, mediaType: 'text/plain', content: new TextEncoder().encode(words) })

/** The booking reference that e-RS gave the patient's first referral, whatever the candidate makes of it. */
export async function ubrnAtErs(world: AssayWorld): Promise<string> {
  const [referral] = await world.hub.outside.ers.listReferrals({ nhsNumber: world.patient.nhsNumber })
  if (!referral) throw new CandidateFault('The candidate said that it had referred the patient; e-RS has no referral of theirs.')
  return referral.ubrn
}
