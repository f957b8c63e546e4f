import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { askAgain, hasFailed, mayHelp } from './ask-again.ts'
import { wordsFor } from './codes.ts'
import { transfersOf } from './review.ts'
import { isSwitchedOn, switchTransfers } from './switch.ts'
import type { TransferState } from './transfer.ts'

/** How each state reads on screen. */
const WORDS: Record<TransferState, string> = {
  'to-request': 'to be asked for',
  requested: 'asked for',
  'awaiting-files': 'has come, its files have not',
  integrated: 'taken over',
  suppressed: 'kept apart from the record here',
  failed: 'failed',
  refused: 'not sent by the other practice',
  impossible: 'cannot be asked for electronically',
  unanswered: 'no answer',
  withdrawn: 'not asked for',
  sent: 'sent',
  'files-sent': 'sent with its files',
  accepted: 'taken over by the other practice',
  rejected: 'not taken over by the other practice',
  declined: 'not sent',
}

/** How a patient's record travels, on screen, and whether this practice sends and asks for records at all. */
export function transferPages(routes: Routes): void {
  routes.get('/patients/:id/record-transfers', requireActivity('B0820', 'B0360'), (context) => show(context))
  routes.post('/patients/:id/record-transfers', requireActivity('B0825'), async (context) => {
    await readForm(context)
    const patientId = context.req.param('id')
    try {
      askAgain(context.get('work'), patientId)
    } catch (error) {
      if (error instanceof Refusal) return show(context, error)
      throw error
    }
    return context.redirect(`/patients/${patientId}/record-transfers`, 303)
  })

  routes.get('/record-transfers', requireActivity('B0062'), (context) => {
    const { services } = context.get('work')
    return services.pages.render(context, 'gp2gp/templates/switch.njk', { title: 'Electronic records', on: isSwitchedOn(services) })
  })
  routes.post('/record-transfers', requireActivity('B0062'), async (context) => {
    const { enabled } = await readForm(context)
    switchTransfers(context.get('work'), enabled === 'on')
    return context.redirect('/record-transfers', 303)
  })
}

function show(context: RequestContext, refusal?: Refusal): Response {
  const patientId = context.req.param('id') ?? ''
  const transfers = transfersOf(context.get('work'), patientId)
  const last = transfers.find(({ direction }) => direction === 'in')
  const list = transfers.map((transfer) => ({ ...transfer, words: WORDS[transfer.state], ...(transfer.code !== undefined && { why: wordsFor(transfer.code) }) }))
  return renderPatientPage(context, patientId, 'gp2gp/templates/transfers.njk', { title: 'Record transfers', list, again: last !== undefined && hasFailed(last) && mayHelp(last) }, refusal)
}
