import type { Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { Banner } from '../demographics/banner.ts'
import { patientsOf } from '../demographics/patients.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { WORKLISTS } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { ADVICE_WORDS } from './advice.ts'
import { adviceStore } from './advice-store.ts'
import { spacedUbrn } from './choices.ts'
import { adviceWorklist } from './read-advice.ts'
import { PRIORITY_WORDS, urgencyFlag } from './referral.ts'
import { referralsStore } from './referrals-store.ts'
import { readWorklist, type WorklistLine } from './worklists.ts'

const VIEW = requireActivity('B0370')
const REFER = requireActivity('B1101', 'B1102')

/** The banner of a page about several patients: none, since it would tell of one who is not the one being looked at. */
export const bannerOnWorklist = behaviour('referrals.bannerOnWorklist', (_work: Work, _lines: readonly WorklistLine[]): Banner | undefined => undefined)

/** What a line of a worklist says of the patient: enough to know them, and no banner, which is for one patient. */
export const patientOnWorklist = behaviour('referrals.patientOnWorklist', ({ patientName, nhsNumber }: WorklistLine) => ({ name: patientName ?? 'Not on the practice list', nhsNumber }))

/** Worklists of the practice, and the referrals of one patient. */
export function listPages(routes: Routes): void {
  routes.get('/referrals', REFER, async (context) => {
    const work = context.get('work')
    const list = context.req.query('list') ?? 'REJECTED_TRIAGE_RESPONSE'
    const lists = [...Object.entries(WORKLISTS), ['advice', 'Advice and guidance'] as const].map(([value, text]) => ({ text, href: `/referrals?list=${value}`, current: value === list }))
    const data = { title: 'Referrals to see to', lists }
    if (list === 'advice') {
      const patients = patientsOf(work.services)
      const conversations = (await adviceWorklist(work)).map((advice) => ({ ...advice, nhsNumber: patients.get(advice.patientId).nhsNumber, words: ADVICE_WORDS[advice.national?.status ?? ''] }))
      return work.services.pages.render(context, 'referrals/templates/worklist.njk', { ...data, conversations })
    }
    try {
      const lines = (await readWorklist(work, list)).map((line) => ({ ...line, patient: patientOnWorklist(line), reference: spacedUbrn(line.ubrn) }))
      return work.services.pages.render(context, 'referrals/templates/worklist.njk', { ...data, lines, banner: bannerOnWorklist(work, lines) })
    } catch (error) {
      if (error instanceof Refusal && error.status >= 500) return work.services.pages.render(context, 'referrals/templates/worklist.njk', { ...data, errors: [{ text: `${error.message} The worklist cannot be shown.` }] }, error.status)
      throw error
    }
  })

  routes.get('/patients/:id/referrals', VIEW, (context) => {
    const work = context.get('work')
    const patient = patientsOf(work.services).get(context.req.param('id'))
    const lines = referralsStore(work.services)
      .ofPatient(patient.id)
      .map((referral) => ({ ...referral, reference: spacedUbrn(referral.ubrn), flag: urgencyFlag(referral.details.priority), urgency: PRIORITY_WORDS[referral.details.priority], standing: referral.national?.state.display }))
    const questions = adviceStore(work.services).ofPatient(patient.id).map((advice) => ({ ...advice, words: ADVICE_WORDS[advice.national?.status ?? ''] }))
    audited(work, { event: 'referrals-viewed', action: 'R', patientId: patient.id, detail: { found: lines.map(({ id }) => id) } })
    return renderPatientPage(context, patient.id, 'referrals/templates/patient.njk', { title: 'Referrals', lines, questions })
  })
}
