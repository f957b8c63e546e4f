import type { Environment } from '../../../kit/environment.ts'
import { SPINE } from '../../../kit/spine-directory.ts'
import { loadWorld } from '../../../../config/world.ts'
import { deliverMessage, pack, type SpineDelivery } from '../deliver-message.ts'
import { markup } from '../markup.ts'
import type { SpineState } from '../state.ts'
import { ACKNOWLEDGEMENT, PSIS, type Issue } from './codes.ts'
import { answerInteraction } from './interaction.ts'
import type { SentSummary } from './state.ts'

/** How an acknowledgement is not as it should be, as the published wrong cases have it. */
export type AcknowledgementFlaw = 'no-creation-time' | 'empty-creation-time' | 'empty-detail'

/** MCCI_IN010000UK13 with what became of a summary. */
export function summaryAcknowledgement({ id, from, to, now }: { id: string; from: string; to: string; now: number }, { about, issues }: { about: string; issues: readonly Issue[] }): string {
  const done = issues.length === 0 ? markup`<requestSuccessDetail><detail>GP Summary upload successful</detail><id root="Not Known"/></requestSuccessDetail>` : undefined
  return answerInteraction(ACKNOWLEDGEMENT, { id, about, from, to, now }, { issues, content: done }, true).xml
}

/** Tells the candidate what became of a summary. `about`: id of another message that it is said to be about. */
export function tellWhatBecame(state: SpineState, environment: Environment, { messageId, conversationId, nhsNumber, issues }: SentSummary, { about = messageId, flaw }: { about?: string; flaw?: AcknowledgementFlaw } = {}): Promise<SpineDelivery> {
  const { clock, directory, random } = environment
  const practice = loadWorld().practice.odsCode
  const asidOf = (odsCode: string) => directory.systems.find(({ organisation }) => organisation === odsCode)?.asid ?? ''
  const id = random.uuid().toUpperCase()
  const payload = spoil(summaryAcknowledgement({ id, from: asidOf(SPINE), to: asidOf(practice), now: clock.now() }, { about, issues }), flaw)
  return deliverMessage(state, environment, pack(environment, { messageId: id, conversationId, service: PSIS, action: ACKNOWLEDGEMENT, from: SPINE, to: practice, nhsNumber, payload, refToMessageId: about }))
}

function spoil(payload: string, flaw: AcknowledgementFlaw | undefined): string {
  switch (flaw) {
    case undefined:
      return payload
    case 'no-creation-time':
      return payload.replace(/<creationTime [^>]*>/, '')
    case 'empty-creation-time':
      return payload.replace(/<creationTime [^>]*>/, '<creationTime/>')
    case 'empty-detail':
      return payload.replace(/<detail>[^<]*<\/detail>/, '<detail></detail>')
  }
}
