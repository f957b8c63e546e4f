import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { NationalAdvice } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { isOver, type Advice } from './advice.ts'
import { adviceStore } from './advice-store.ts'
import type { Referral } from './referral.ts'
import { demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'

/** Where a conversation stands, and what was said: all of it. */
export const conversationOf = behaviour('referrals.conversationOf', (work: Work, ubrn: string): Promise<NationalAdvice> => work.services.ers.readAdvice(work, ubrn))

/** Opens a request for advice as e-RS has it now. If the specialist made a referral of it, that is kept in the patient's record. */
export async function refreshAdvice(work: Work, id: string): Promise<Advice> {
  demandReferrer(work)
  const store = adviceStore(work.services)
  const advice = store.get(id)
  audited(work, { event: 'advice-viewed', action: 'R', patientId: advice.patientId, subject: `ServiceRequest/advice-${advice.id}` })
  if (advice.ubrn === undefined || isOver(advice)) return advice
  return receiveAdvice(work, advice, advice.ubrn)
}

/** Whether somebody at the practice should read a conversation now: it is their turn, or it has ended. Whoever asked. */
export const isToBeRead = behaviour('referrals.isToBeRead', (_work: Work, { national }: Advice): boolean => national?.status !== 'PROVIDER_RESPONSE_REQUIRED')

/**
 * Asks for all conversations that are open, and gives those in which it is the practice's turn, or that have ended. One that e-RS refuses keeps nobody
 * from the others: a task says so.
 *
 * @throws NationalRefusal when e-RS cannot be asked, or refuses every one of them
 */
export async function adviceWorklist(work: Work): Promise<Advice[]> {
  demandReferrer(work)
  const open = adviceStore(work.services).all().filter((advice) => advice.ubrn !== undefined && !isOver(advice))
  const now: Advice[] = []
  const refused: NationalRefusal[] = []
  for (const advice of open) {
    try {
      now.push(await receiveAdvice(work, advice, advice.ubrn!))
    } catch (error) {
      if (!(error instanceof NationalRefusal) || error.code !== 'national-refused' || error.outcomeUnknown) throw error
      refused.push(error)
    }
  }
  if (now.length === 0 && refused[0]) throw refused[0]
  if (refused.length > 0) work.services.tasks.raise({ code: 'advice-refused', focus: 'advice:refused', text: `There are questions to specialists that are open here and cannot be read in e-RS. ${refused[0]?.message ?? ''}` })
  audited(work, { event: 'advice-worklist-viewed', action: 'R', detail: { asked: open.length } })
  return now.filter((advice) => isToBeRead(work, advice))
}

async function receiveAdvice(work: Work, advice: Advice, ubrn: string): Promise<Advice> {
  const national = await conversationOf(work, ubrn)
  if (advice.national && national.nhsNumber !== advice.national.nhsNumber) throw new Refusal('rule', [{ reason: 'other-patient', text: 'e-RS gives this reference to another patient. Tell your system’s supplier.' }])
  if (national.status === 'ADVICE_CONVERTED') await keepConverted(work, advice, ubrn)
  return JSON.stringify(national) === JSON.stringify(advice.national) ? advice : adviceStore(work.services).change({ ...advice, national })
}

/** What becomes of a referral that a specialist made of a question: it is kept with the patient's others. */
export const keepConverted = behaviour('referrals.keepConverted', async (work: Work, { patientId, details }: Advice, ubrn: string): Promise<Referral | undefined> => {
  const { services } = work
  const store = referralsStore(services)
  if (store.byUbrn(ubrn)) return undefined
  const national = await services.ers.readReferral(work, ubrn)
  const { clinician, author, criteria, question } = details
  return services.database.transaction(() => {
    const added = store.add({
      patientId,
      status: 'sent',
      details: {
        type: '103696004',
        reason: question,
        priority: national.priority,
        specialty: criteria.specialty,
        ...(criteria.clinicType !== undefined && { clinicType: criteria.clinicType }),
        clinician,
        author,
        writtenAt: services.clock.timestamp(),
        shortlist: national.services,
        letterToCome: false,
      },
    })
    const kept = store.receive(added, national)
    audited(work, { event: 'referral-received', action: 'C', patientId, subject: `ServiceRequest/${kept.id}`, detail: { ubrn, convertedFrom: 'advice' } })
    return kept
  })
})
