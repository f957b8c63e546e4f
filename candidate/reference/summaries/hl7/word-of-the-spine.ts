import { behaviour } from '../../behaviour.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import { SCR } from '../../national/scr.ts'
import type { Services } from '../../services.ts'
import { spineStore, type IncomingMessage } from '../../spine/spine-store.ts'
import type { Work } from '../../work.ts'
import { summariesStore } from '../summaries-store.ts'
import type { PendingUpload, Word } from '../summary.ts'
import { PSIS } from './codes.ts'
import { isClosedIn, readAcknowledgement, wordsOf, type SpineAnswer } from './read-answer.ts'

/** Whose summary a message speaks of: that of the conversation in which it was sent. For finding it again, and nothing else. */
export function whoseSummary(services: Services, { envelope }: IncomingMessage): string | undefined {
  const upload = envelope.service === PSIS ? summariesStore(services).pendingUnder(envelope.conversationId) : undefined
  return upload && services.database.one<{ nhs_number: string }>('SELECT nhs_number FROM patient WHERE id = ?', Number(upload.patientId))?.nhs_number
}

/** Whether an answer speaks of the summary that waits, and of no other. */
export const isAbout = behaviour('summaries.isAbout', ({ about }: SpineAnswer, { requestId }: PendingUpload): boolean => about === requestId)

/** What an answer means for the summary that it speaks of. What Spine finds wrong is not sent again. */
export const meaningOf = behaviour('summaries.meaningOf', (answer: SpineAnswer): Word => {
  if (answer.positive) return { outcome: 'taken' }
  if (isClosedIn(answer)) return { outcome: 'closed' }
  return { outcome: 'not-taken', problem: `${SCR} did not take the summary: ${wordsOf(answer)}.`, again: false }
})

/** What the Spine has said since of the summary that waits; what it said of others, or nobody can read, is laid aside. */
export function wordOfTheSpine({ services }: Work, { nhsNumber }: RegisteredPatient, upload: PendingUpload | undefined): Word | undefined {
  const store = spineStore(services)
  let word: Word | undefined
  for (const { envelope, payload } of store.unread(PSIS, nhsNumber)) {
    store.read(envelope.messageId)
    const answer = readAcknowledgement(payload)
    if (upload && answer && isAbout(answer, upload)) word = meaningOf(answer)
  }
  return word
}
