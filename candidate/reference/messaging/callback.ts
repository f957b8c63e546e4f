import type { Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { readResource } from '../http/respond.ts'
import type { ClientCertificate } from '../http/client-certificate.ts'
import { Refusal } from '../refusal.ts'
import { readReceipt, takeReceipt } from './take-receipt.ts'

/** The name in the NHS App's certificate unless the configuration says another. */
export const NHS_APP_NAME = 'NHS App'

/**
 * Whether a caller is the NHS App: it holds a certificate that our authority signed for it, and not for somebody else.
 * Source: NHS App callback specification, "must be secured using Mutual TLS".
 */
export const isTheNhsApp = behaviour(
  'messaging.isTheNhsApp',
  (certificate: ClientCertificate | undefined, name: string): boolean => certificate?.trusted === true && certificate.name === name,
)

/** Where the NHS App posts what became of messages. Answers 202 with nothing in it, as published, 400 or 401. */
export function callbackRoutes(routes: Routes): void {
  routes.post('/nhs-app/callback/FHIR/R4/Task', async (context) => {
    const services = context.get('services')
    const { nhsAppName = NHS_APP_NAME } = (services.config.areas['messaging'] ?? {}) as { nhsAppName?: string }
    const certificate = context.env?.clientCertificate?.()
    if (!isTheNhsApp(certificate, nhsAppName)) throw new Refusal('not-signed-in', 'Only the NHS App may say what became of a message.')
    const receipt = readReceipt(await readResource(context))
    if (receipt)
      takeReceipt(services, receipt, { device: certificate?.name ?? 'without a certificate', interaction: context.get('interaction') })
    return context.body(null, 202)
  })
}
