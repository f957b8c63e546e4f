import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { errors, noPermission, type Issue } from '../errors.ts'
import { receiptTask } from '../receipt.ts'
import { linkHeader, pageOf, readMandatory, readPage, refuseIfAny } from '../report-page.ts'
import { DEFAULT_PERMISSIONS, type NhsAppState } from '../state.ts'

const CLAUSE = 'NHS App API, Get a daily receipt report'
const DAY_MS = 86_400_000

/** The receipts of one day (UTC) for the caller's own communications, oldest first. The report of a day is made in the night after it. */
export const getReceiptReport = route<NhsAppState>({
  operation: 'get-receipt-report',
  method: 'GET',
  path: '/communication/report/receipts/FHIR/R4/Task',
  access: [application()],
  handle(call) {
    const { receiptsReport } = call.state.permissions.get(call.grant?.applicationId ?? '') ?? DEFAULT_PERMISSIONS
    if (!receiptsReport) refuse(noPermission(call, 'Receipts report access'), { rule: 'no-permission', detail: 'no receipts report permission', clause: CLAUSE })

    const issues: Issue[] = []
    const day = readMandatory(call, 'day', isDay, issues)
    const number = readPage(call, issues)
    refuseIfAny(call, issues, CLAUSE)
    if (Date.parse(day) + DAY_MS > call.environment.clock.now()) refuse(errors.reportNotFound())

    const here = `${call.baseUrl}/nhs-app/communication/report/receipts/FHIR/R4/Task`
    const all = receiptsOf(call, day)
    const page = pageOf(call, all, number, (at) => `${here}?day=${day}&page=${at}`)
    return json(
      200,
      {
        resourceType: 'Bundle',
        type: 'searchset',
        total: all.length,
        link: Object.entries(page.links).map(([relation, url]) => ({ relation, url })),
        entry: page.entries.map(({ receipt, communication }) => ({
          fullUrl: `${here}/${receipt.id}`,
          resource: { id: receipt.id, ...receiptTask(communication, receipt, 'Z') },
        })),
      },
      { link: linkHeader(page) },
    )
  },
})

function receiptsOf(call: Call<NhsAppState>, day: string) {
  return [...call.state.communications.values()]
    .filter((communication) => communication.applicationId === call.grant?.applicationId)
    .flatMap((communication) => communication.receipts.map((receipt) => ({ communication, receipt })))
    .filter(({ receipt }) => new Date(receipt.at).toISOString().startsWith(day))
    .sort((a, b) => a.receipt.at - b.receipt.at)
}

/** `YYYY-MM-DD` and a day that exists. */
function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value)
}
