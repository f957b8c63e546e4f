import { markup, type Markup } from '../markup.ts'
import { systemAuthor, transmission, type Sending } from '../transmission.ts'
import { OID, type Issue } from './codes.ts'

/** Who says something to whom about which message, and when. */
export interface Answering extends Sending {
  /** Id of the message that is answered. */
  about: string
}

const reason = ({ code, display, qualifier }: Issue): Markup =>
  markup`<reason typeCode="RSON"><justifyingDetectedIssueEvent classCode="ALRT" moodCode="EVN"><code code="${code}" codeSystem="${OID.issue}" displayName="${display}"><qualifier code="${qualifier}"/></code></justifyingDetectedIssueEvent></reason>`

/** An interaction with which the Spine answers: AA where it found nothing, AE with what it found. */
export function answerInteraction(name: string, answering: Answering, { issues = [], content }: { issues?: readonly Issue[]; content?: Markup | undefined }, standalone = false): Markup {
  const acknowledgement = markup`<acknowledgement typeCode="${issues.length === 0 ? 'AA' : 'AE'}"><messageRef><id root="${answering.about}"/></messageRef></acknowledgement>`
  const act = markup`${systemAuthor(answering.from)}${issues.map(reason)}${content}`
  return transmission(name, answering, { version: 'V3NPfIT4.2.00', acknowledgement, act, standalone })
}
