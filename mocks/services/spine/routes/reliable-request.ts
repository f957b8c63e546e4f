import { text } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { ASYNC_RELIABLE, checkEnvelope, checkPayload, demandCertificate, read } from '../admit.ts'
import { writeAcknowledgment } from '../ebxml.ts'
import { stamp } from '../errors.ts'
import type { SpineState } from '../state.ts'
import { subjectOf } from '../subject.ts'
import { tellWhatBecame } from '../summaries/acknowledge.ts'
import { summaryFlaws } from '../summaries/check-summary.ts'
import { gpSummaryIn, gpSummaryXml, summaryFacts } from '../summaries/read-summary.ts'
import { takeSummary } from '../summaries/take-summary.ts'

/** How long the Spine takes to say what became of a summary, when it does so by itself. */
const OWN_TIME_MS = 300

/**
 * Takes a message that the Spine itself works on: a GP summary. The answer says that it has arrived; what became of it is said later, in a
 * message of its own. The same message again is acknowledged again, and is not worked on again.
 */
export const reliableRequest = route<SpineState>({
  operation: 'reliable-request',
  method: 'POST',
  path: '/reliablerequest',
  requires: [demandCertificate],
  subject: subjectOf,
  handle: (call) => {
    const { state, environment } = call
    const message = read(call)
    checkEnvelope(call, message, ASYNC_RELIABLE)
    const { envelope, payload, root } = message
    const before = state.uploads.get(envelope.messageId)
    if (before) before.times++
    else {
      checkPayload(call, { ...message, flaws: summaryFlaws(root) })
      const facts = summaryFacts(gpSummaryIn(root))
      const issues = takeSummary(state, facts, { xml: gpSummaryXml(payload), now: environment.clock.now() })
      const { messageId, conversationId } = envelope
      const upload = { messageId, conversationId, nhsNumber: facts.nhsNumber, issues, times: 1 }
      state.uploads.set(messageId, upload)
      // A candidate that cannot be reached is not told, and sends the message again.
      if (state.tellsByItself && state.address) setTimeout(() => void tellWhatBecame(state, environment, upload), OWN_TIME_MS).unref()
    }
    return text(202, writeAcknowledgment(envelope, stamp(call)), 'text/xml')
  },
})
