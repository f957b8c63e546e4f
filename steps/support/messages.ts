import type { MessageView } from '../../candidate/port/messaging.ts'
import { must, type AssayWorld } from '../world.ts'

/** The newest message on the patient's record, as whoever acts sees it. */
export async function messageShown(world: AssayWorld): Promise<MessageView | undefined> {
  return must(await world.candidate.messaging.ofPatient(world.user, world.patient.view.id), 'show the messages')[0]
}
