import type { AdviceRequest } from '../model/advice-request.ts'
import type { Referral } from '../model/referral.ts'
import type { Slot } from '../model/slot.ts'
import type { StoredFile } from '../model/stored-file.ts'
import type { ErsState } from '../state.ts'
import { adviceOf, referralOf } from './find.ts'

type FileSummary = Omit<StoredFile, 'content'> & { size: number; /** Base64. */ content: string }

/** What e-RS holds, for a scenario to look at. */
export const inspect = {
  /** A referral with its state, appointment, letters, and the patient's password. */
  readReferral: (state: ErsState, { ubrn }: { ubrn: string }): Referral => referralOf(state, ubrn),

  /** Referrals, oldest first; of one patient when an NHS number is given. */
  listReferrals: (state: ErsState, { nhsNumber }: { nhsNumber?: string } = {}): Referral[] => ofPatient(state.referrals.values(), nhsNumber),

  readAdviceRequest: (state: ErsState, { ubrn }: { ubrn: string }): AdviceRequest => adviceOf(state, ubrn),

  listAdviceRequests: (state: ErsState, { nhsNumber }: { nhsNumber?: string } = {}): AdviceRequest[] => ofPatient(state.advice.values(), nhsNumber),

  /** Files in the document store, with their content; those uploaded for one request when a UBRN is given. */
  listFiles: (state: ErsState, { ubrn }: { ubrn?: string } = {}): FileSummary[] =>
    [...state.files.values()]
      .filter((file) => ubrn === undefined || file.referralId === ubrn)
      .map((file) => ({ ...file, size: file.content.byteLength, content: Buffer.from(file.content).toString('base64') })),

  listSlots: (state: ErsState, { serviceId }: { serviceId: string }): Slot[] => [...state.slots.values()].filter((slot) => slot.serviceId === serviceId),
}

function ofPatient<Request extends { nhsNumber: string }>(requests: Iterable<Request>, nhsNumber: string | undefined): Request[] {
  return [...requests].filter((request) => nhsNumber === undefined || request.nhsNumber === nhsNumber)
}
