import { must, type AssayWorld } from '../world.ts'
import { delivered } from './transfers.ts'

const SILENT = 'the Spine is silent'

/** From now on the Spine does not say by itself what became of summaries. */
export const silence = (world: AssayWorld) => world.notes.set(SILENT, true)

type Word = Omit<Parameters<AssayWorld['hub']['outside']['spine-scr']['tellWhatBecame']>[0], 'nhsNumber'>

/** The Spine says what became of the last summary that came. A candidate that has sent none hears nothing. */
export async function sayWhatBecame(world: AssayWorld, how: Word = {}): Promise<void> {
  const delivery = await world.hub.outside['spine-scr'].tellWhatBecame({ nhsNumber: world.patient.nhsNumber, ...how })
  if (delivery) delivered(world, delivery)
}

/** Lets the candidate do something, and the Spine say afterwards what became of a summary that came; then the candidate is asked once more. */
export async function listenToTheSpine(world: AssayWorld, ask: () => Promise<unknown>): Promise<void> {
  const { nhsNumber } = world.patient
  const arrivals = async () => (await world.hub.outside['spine-scr'].listUploads({ nhsNumber })).reduce((sum, { times }) => sum + times, 0)
  const before = await arrivals()
  await ask()
  if (world.notes.get(SILENT) === true || (await arrivals()) === before) return
  await sayWhatBecame(world)
  await ask()
}

/** Has the practice reach the Summary Care Record by messages from now on, or as it did before. */
export async function chooseInterface(world: AssayWorld, chosen: 'fhir' | 'hl7'): Promise<void> {
  must(await world.candidate.summaries.chooseInterface(await world.behindTheScenes('practice manager'), chosen), 'change how the Summary Care Record is reached')
}
