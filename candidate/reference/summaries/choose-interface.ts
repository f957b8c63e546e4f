import { audited } from '../audit/audited.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { viaOf } from './route.ts'
import { summariesStore } from './summaries-store.ts'
import { SUMMARY_INTERFACES, type SummaryInterface } from './summary.ts'

/** Chooses how the practice reaches the Summary Care Record from now on. What is on its way goes on as it began. */
export function chooseInterface(work: Work, said: string | undefined): SummaryInterface {
  demand(work.role, 'B1700')
  const { services } = work
  const chosen = SUMMARY_INTERFACES.find((known) => known === said)
  if (!chosen) throw new Refusal('invalid', [{ field: 'interface', text: `Choose how the Summary Care Record is reached: ${SUMMARY_INTERFACES.join(', ')}.` }])
  if (chosen === 'hl7' && !services.spine) throw new Refusal('rule', 'This system is not on the Spine. Set areas.spine in the configuration.')
  services.database.transaction(() => {
    summariesStore(services).chooseInterface(chosen)
    audited(work, { event: 'summary-interface-chosen', action: 'U', detail: { interface: chosen } })
  })
  return viaOf(services)
}
