import type { Area, RequestContext, Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { ItkFault, simpleResponse, soapFault } from './fault.ts'
import { receiveReport } from './receive.ts'

const XML = { 'content-type': 'text/xml; charset=utf-8' }

/** Whether the other end may send reports: its certificate is signed by an authority that the practice trusts for callers. */
export const isKnownCaller = behaviour('nhs111.isKnownCaller', (context: RequestContext): boolean => context.env?.clientCertificate?.()?.trusted === true)

/** Reports over the national interaction: SOAP over mutual TLS. Source: NHS 111, ITK web services. */
function reportsDoor(routes: Routes): void {
  routes.post('/nhs111/report', async (context) => {
    if (!isKnownCaller(context)) return context.body(null, 403)
    try {
      const { action, trackingId } = receiveReport(context.get('services'), await context.req.text())
      return context.body(simpleResponse(action, trackingId), 200, XML)
    } catch (error) {
      if (!(error instanceof ItkFault)) throw error
      const { services } = context.var
      services.audit.record({ event: 'nhs111-report-refused', action: 'C', outcome: 'refused', agent: { system: 'NHS 111' }, detail: { why: `${error.message}: ${error.diagnostic}` } })
      return context.body(soapFault(error), 500, XML)
    }
  })
}

/** What NHS 111 tells of patients who called: a copy of its report, or a referral to this practice. */
export const nhs111: Area = { name: 'nhs111', open: reportsDoor }
