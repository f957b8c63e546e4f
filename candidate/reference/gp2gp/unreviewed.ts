import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import type { KeptEntry } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** Allergies that came with a record and that no clinician has looked at: whoever prescribes must know of them. */
export const unreviewedAllergies = behaviour('gp2gp.unreviewedAllergies', (services: Pick<Services, 'database' | 'clock'>, patientId: string): KeptEntry[] =>
  transfersStore(services)
    .entriesOf(patientId)
    .filter(({ kind, state }) => kind === 'allergy' && state === 'to-review'),
)
