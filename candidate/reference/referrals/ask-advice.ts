import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Advice } from './advice.ts'
import { adviceStore } from './advice-store.ts'
import { statedPriority } from './draft-referral.ts'
import { checkLetter, type NewLetter } from './letter-files.ts'
import { aboutOf, authorityFor, clinicianFor, demandReferrer } from './referrers.ts'
import { referablePatient } from './why-not-refer.ts'

/** A question as somebody asks it. Texts are empty where nothing was said. */
export interface Question {
  patientId: string
  priority: string
  specialty: string
  clinicType: string
  clinician: string
  service: { id: string; name: string }
  question: string
  /** Whether the specialist may make a referral of it; the user has to say. */
  mayConvert: boolean | undefined
  file?: NewLetter
  /** Warnings that the user has confirmed. */
  acknowledged: readonly string[]
}

/** e-RS takes no longer question. Source: A044. */
const QUESTION_LIMIT = 8000
/** Code of the warning that the same question may be in e-RS already. */
export const MAY_EXIST = 'warning-may-have-been-asked'

/** Whether the specialist may make a referral of the question: what the user said, and nothing if they did not. */
export const conversionAllowed = behaviour('referrals.conversionAllowed', (asked: boolean | undefined): boolean | undefined => asked)

/** The question as it goes to e-RS: all of it. */
export const questionToSend = behaviour('referrals.questionToSend', (question: string): string => question)

/** Whether a question that e-RS did not confirm stands in the way of asking the same again. e-RS has no list to look for it on: the user has to look. */
export const mayHaveBeenAsked = behaviour('referrals.mayHaveBeenAsked', (earlier: Advice, service: string, question: string): boolean => earlier.status === 'unconfirmed' && earlier.details.service.id === service && earlier.details.question === question)

/** Asks a service for advice about a patient. */
export async function askAdvice(work: Work, wish: Question): Promise<Advice> {
  demandReferrer(work)
  const { services, session } = work
  const { priority, mayConvert } = checkQuestion(wish)
  const clinician = clinicianFor(work, wish.clinician === '' ? undefined : wish.clinician)
  const patient = referablePatient(work, wish.patientId)
  const store = adviceStore(services)
  const earlier = store.ofPatient(patient.id).find((each) => mayHaveBeenAsked(each, wish.service.id, wish.question))
  if (earlier && !wish.acknowledged.includes(MAY_EXIST)) {
    throw new Refusal('needs-confirmation', [
      { reason: MAY_EXIST, text: 'e-RS did not confirm the same question before, and offers no way to find out here. Look in the e-RS web application whether it is there, and confirm that it is not.' },
    ])
  }

  const criteria = { priority, specialty: wish.specialty, ...(wish.clinicType !== '' && { clinicType: wish.clinicType }) }
  const file = wish.file && (await services.ers.upload(work, wish.file))
  const details: Advice['details'] = {
    criteria,
    service: wish.service,
    question: wish.question,
    mayConvert,
    clinician,
    author: { id: session.user.id, name: session.user.name },
    askedAt: services.clock.timestamp(),
  }
  // Noted down before it goes out, so that a crash leaves a trace.
  const underWay = earlier ? store.change({ ...earlier, details }) : store.add({ patientId: patient.id, status: 'unconfirmed', details })
  try {
    const national = await services.ers.askForAdvice(work, aboutOf(work, patient.nhsNumber, clinician), {
      criteria,
      serviceId: wish.service.id,
      question: questionToSend(wish.question),
      mayConvert,
      ...(file !== undefined && { file }),
    })
    return services.database.transaction(() => {
      const asked = store.change({ ...underWay, status: 'sent', ubrn: national.ubrn, national })
      audited(work, { event: 'advice-asked', action: 'E', patientId: patient.id, subject: `ServiceRequest/advice-${asked.id}`, detail: { ubrn: national.ubrn, service: wish.service.id, mayConvert, ...authorityFor(work, clinician) } })
      return asked
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (!(error instanceof NationalRefusal) || !error.outcomeUnknown) {
      store.change({ ...underWay, status: 'not-sent' })
      throw error
    }
    throw tellUnconfirmedQuestion(work, underWay, error)
  }
}

/** What the user is told, and reminded of, when nobody knows whether e-RS has the question. */
export const tellUnconfirmedQuestion = behaviour('referrals.tellUnconfirmedQuestion', ({ services }: Work, { id, patientId }: Advice, refusal: NationalRefusal): Refusal => {
  services.tasks.raise({
    code: 'advice-unconfirmed',
    patientId,
    focus: `ServiceRequest/advice-${id}`,
    text: 'e-RS did not confirm a request for advice. Look in the e-RS web application whether it is there before you ask again.',
  })
  return new Refusal(refusal.code, `${refusal.message} We do not know whether the question was sent. It is kept here. Look in the e-RS web application before you ask again.`, { cause: refusal.cause })
})

function checkQuestion({ priority: asked, specialty, service, question, mayConvert: allowed, file }: Question) {
  const issues: RefusalIssue[] = []
  const priority = statedPriority(asked)
  if (priority === undefined) issues.push({ field: 'priority', text: 'Choose how urgent it is.' })
  if (specialty === '') issues.push({ field: 'specialty', text: 'Choose the specialty.' })
  if (service.id === '') issues.push({ field: 'service', text: 'Choose the service that is asked.' })
  if (question === '') issues.push({ field: 'question', text: 'Write the question.' })
  if (question.length > QUESTION_LIMIT) issues.push({ field: 'question', text: `The question is longer than ${QUESTION_LIMIT} characters.` })
  const mayConvert = conversionAllowed(allowed)
  if (mayConvert === undefined) issues.push({ field: 'mayConvert', text: 'Say whether the specialist may make a referral of the question.' })
  if (issues.length > 0 || priority === undefined || mayConvert === undefined) throw new Refusal('invalid', issues)
  if (file) checkLetter(file)
  return { priority, mayConvert }
}
