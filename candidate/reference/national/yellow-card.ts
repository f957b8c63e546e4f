import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { markup } from '../spine/markup.ts'
import { at, readXml, type XmlElement } from '../spine/xml.ts'
import type { Work } from '../work.ts'
import { OUTCOMES, type YellowCard } from '../yellow-cards/card.ts'
import { refusalFor, unreadableAnswer } from './answer.ts'

export const MHRA = 'The Yellow Card service of the MHRA'

/** What the regulator said of a report. */
export type Verdict = { accepted: true; number: string } | { accepted: false; why: string }

const day = (isoDate: string): string => isoDate.slice(0, 10).replaceAll('-', '')

/** Initials, with full stops: all that a card says of a name. */
export const initialsOf = behaviour('yellow-cards.initialsOf', ({ national }: RegisteredPatient): string => {
  const name = national.name?.find(({ use }) => use === 'usual') ?? national.name?.[0]
  return [...(name?.given ?? []).slice(0, 1), name?.family ?? ''].filter((part) => part !== '').map((part) => `${part.charAt(0).toUpperCase()}.`).join('')
})

/** Full years between two ISO dates. */
export function ageAt(birthDate: string, onDate: string): number {
  return Number(onDate.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (onDate.slice(5, 10) < birthDate.slice(5, 10) ? 1 : 0)
}

/** Who reports: the clinician, by name, so that the regulator can ask. */
export const reporterName = behaviour('yellow-cards.reporterName', ({ session }: Work): { given: string; family: string } => {
  const words = session.user.name.split(' ')
  return { given: words.slice(0, -1).join(' '), family: words.at(-1) ?? '' }
})

/** Physician or other health professional. Source: ICH E2B(R2), A.2.1.4. */
const qualificationOf = ({ role }: Work): string => (role.code.endsWith('R8000') ? '1' : '3')

/** The identifier of a report: the same at each attempt, so that the regulator takes it for one. */
export const referenceOf = behaviour('yellow-cards.referenceOf', ({ reference }: YellowCard): string => reference)

/**
 * A card as an ICSR: the patient by initials, sex and age at the reaction, never by name, date of birth or NHS number.
 * Source: ICH E2B(R2), ichicsr; DCB1582.
 */
export function icsrOf(work: Work, patient: RegisteredPatient, card: YellowCard): string {
  const { services } = work
  const { practice } = services.config
  const today = day(services.clock.today())
  const reporter = reporterName(work)
  const { national } = patient
  const sex = national.gender === 'male' ? '1' : national.gender === 'female' ? '2' : undefined
  return `<?xml version="1.0" encoding="UTF-8"?>${
    markup`
      <ichicsr lang="en">
        <ichicsrmessageheader>
          <messagetype>ichicsr</messagetype><messageformatversion>2.1</messageformatversion><messageformatrelease>2.0</messageformatrelease>
          <messagenumb>${referenceOf(card)}</messagenumb><messagesenderidentifier>${practice.odsCode}</messagesenderidentifier><messagereceiveridentifier>MHRAUK</messagereceiveridentifier>
          <messagedateformat>102</messagedateformat><messagedate>${today}</messagedate>
        </ichicsrmessageheader>
        <safetyreport>
          <safetyreportversion>1</safetyreportversion><safetyreportid>${referenceOf(card)}</safetyreportid>
          <primarysourcecountry>GB</primarysourcecountry><occurcountry>GB</occurcountry>
          <transmissiondateformat>102</transmissiondateformat><transmissiondate>${today}</transmissiondate>
          <reporttype>1</reporttype>
          <receivedateformat>102</receivedateformat><receivedate>${day(card.reportedAt)}</receivedate>
          <primarysource>
            <reportergivename>${reporter.given}</reportergivename><reporterfamilyname>${reporter.family}</reporterfamilyname>
            <reporterorganization>${practice.name}</reporterorganization><reporterpostcode>${practice.address?.postalCode ?? ''}</reporterpostcode>
            <reportercountry>GB</reportercountry><qualification>${qualificationOf(work)}</qualification>
          </primarysource>
          <sender><sendertype>3</sendertype><senderorganization>${practice.odsCode}</senderorganization></sender>
          <patient>
            <patientinitial>${initialsOf(patient)}</patientinitial>
            ${national.birthDate !== undefined && markup`<patientonsetage>${ageAt(national.birthDate, card.startedOn)}</patientonsetage><patientonsetageunit>801</patientonsetageunit>`}
            ${sex !== undefined && markup`<patientsex>${sex}</patientsex>`}
            <reaction>
              <primarysourcereaction>${card.reaction}</primarysourcereaction>
              <reactionstartdateformat>102</reactionstartdateformat><reactionstartdate>${day(card.startedOn)}</reactionstartdate>
              <reactionoutcome>${outcomeCode(card)}</reactionoutcome>
            </reaction>
            ${drugsOn(card).map(
              ({ term, dosage, startedOn, suspect }) =>
                markup`<drug><drugcharacterization>${suspect ? '1' : '2'}</drugcharacterization><medicinalproduct>${term}</medicinalproduct><drugdosagetext>${dosage}</drugdosagetext><drugstartdateformat>102</drugstartdateformat><drugstartdate>${day(startedOn)}</drugstartdate></drug>`,
            )}
          </patient>
        </safetyreport>
      </ichicsr>`.xml
  }`
}

/** The medicines that a report names: those suspected, and those taken beside. */
export const drugsOn = behaviour('yellow-cards.drugsOn', ({ drugs }: YellowCard): YellowCard['drugs'] => drugs)

/** What became of the reaction; unknown is told as unknown. */
export const outcomeCode = behaviour('yellow-cards.outcomeCode', ({ outcome }: YellowCard): string => OUTCOMES[outcome])

/** Sends a report. @throws NationalRefusal when nobody knows whether it arrived, or it did not */
export async function sendReport(work: Work, icsr: string): Promise<Verdict> {
  const answer = await work.services.platform.call({
    service: MHRA,
    as: 'api-key',
    correlationId: work.interaction,
    method: 'POST',
    path: '/yellow-card/icsr',
    body: new TextEncoder().encode(icsr),
    mediaType: 'application/xml',
    takes: 'application/xml',
    once: true,
  })
  if (!answer.bytes) throw refusalFor(MHRA, answer)
  return verdictIn(new TextDecoder().decode(answer.bytes))
}

/** Reads an acknowledgement: its code counts, since its status is 200 whatever it says. Source: ICH E2B(R2), ichicsrack. */
export const verdictIn = behaviour('yellow-cards.verdictIn', (text: string): Verdict => {
  const acknowledgement = at(rootOf(text), 'acknowledgment')
  const words = (...path: string[]) => at(acknowledgement, ...path)?.text ?? ''
  const code = words('messageacknowledgment', 'transmissionacknowledgmentcode')
  const number = words('reportacknowledgment', 'localreportnumb')
  if (code === '01' && words('reportacknowledgment', 'reportacknowledgmentcode') === '01' && number !== '') return { accepted: true, number }
  if (code === '02' || code === '03') return { accepted: false, why: words('reportacknowledgment', 'errormessagecomment') || words('messageacknowledgment', 'parsingerrormessage') || 'no reason was given' }
  throw unreadableAnswer(MHRA, `an acknowledgement with code ${code || 'none'}`)
})

function rootOf(text: string): XmlElement {
  try {
    return readXml(text)
  } catch (cause) {
    throw unreadableAnswer(MHRA, `no XML: ${String(cause)}`)
  }
}
