import type { RequestContext, Routes } from '../area.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import type { RemoteSlot } from '../national/bars.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { cancelSent, openSent, timesElsewhere, type Shown } from './after.ts'
import { sendAgain, sendElsewhere } from './send.ts'
import { sentStore, type Sent } from './sent.ts'

/** Referrals to, and bookings at, other services over FHIR R4. Who may send is checked by the operation. */
export function barsApi(routes: Routes): void {
  const asked = async (context: RequestContext) => new ParametersReader(await readResource(context))
  const wanted = (patientId: string, body: ParametersReader) => ({ patientId, odsCode: body.text('organisation') ?? '', reason: body.text('reason') ?? '' })

  routes.get('/Organization/:ods/$free-times', async (context) =>
    fhir(context, parameters((await timesElsewhere(context.get('work'), context.req.param('ods'))).map(slotAs))),
  )
  routes.post('/Patient/:id/$refer-elsewhere', async (context) => {
    const body = await asked(context)
    return fhir(context, parameters([sentAs(await sendElsewhere(context.get('work'), 'ServiceRequest', wanted(context.req.param('id'), body)))]), { status: 201 })
  })
  routes.post('/Patient/:id/$book-elsewhere', async (context) => {
    const body = await asked(context)
    const [id, start, end] = [body.text('slot'), body.text('start'), body.text('end')]
    const slot = id !== undefined && start !== undefined && end !== undefined ? { id, start, end } : undefined
    return fhir(context, parameters([sentAs(await sendElsewhere(context.get('work'), 'Appointment', { ...wanted(context.req.param('id'), body), ...(slot && { slot }) }))]), { status: 201 })
  })
  routes.get('/Patient/:id/$sent-elsewhere', requireActivity('B0370'), async (context) => {
    const work = context.get('work')
    const one = context.req.query('item')
    const patientId = context.req.param('id')
    return fhir(context, parameters(one === undefined ? sentStore(work.services).ofPatient(patientId).map((sent) => sentAs(sent)) : [sentAs(await openSent(work, patientId, one))]))
  })
  routes.post('/Patient/:id/$send-again', async (context) => {
    const body = await asked(context)
    return fhir(context, parameters([sentAs(await sendAgain(context.get('work'), context.req.param('id'), body.text('item') ?? ''))]))
  })
  routes.post('/Patient/:id/$cancel-elsewhere', async (context) => {
    const body = await asked(context)
    return fhir(context, parameters([sentAs(await cancelSent(context.get('work'), context.req.param('id'), body.text('item') ?? ''))]))
  })
}

const slotAs = ({ id, start, end }: RemoteSlot): Parameter => ({
  name: 'slot',
  part: [
    { name: 'id', valueString: id },
    { name: 'start', valueString: start },
    { name: 'end', valueString: end },
  ],
})

const sentAs = (sent: Sent | Shown): Parameter => {
  const { id, kind, state, details } = sent
  const { current = false, problem } = 'current' in sent ? sent : {}
  const values: Record<string, string | undefined> = {
    id,
    kind: kind === 'Appointment' ? 'booking' : 'referral',
    state,
    organisation: details.service.odsCode,
    service: details.service.name,
    reason: details.reason,
    start: details.slot?.start,
    status: details.status,
    problem,
  }
  return {
    name: 'item',
    part: [
      ...Object.entries(values).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, valueString: value }])),
      { name: 'current', valueBoolean: current },
    ],
  }
}
