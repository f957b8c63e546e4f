/** One problem that a refusal names, in the form of whichever family of bodies it belongs to. */
export interface Issue {
  /** What tells it from others of its family: the code in details, else the code itself. */
  code: string
  /** All that stands beside the code and is fixed: severity, issue type, code system. What is missing is not there. */
  fixed: Record<string, unknown>
}

type Json = Record<string, any>

/** The problems a body names: none where it is no refusal. OperationOutcomes (also within a Bundle), JSON:API errors and the gateway's faults. */
export function issuesOf(body: unknown): Issue[] {
  if (Array.isArray(body)) return body.flatMap(issuesOf)
  if (typeof body !== 'object' || body === null) return []
  const { resourceType, issue, entry, errors, fault } = body as Json
  if (resourceType === 'Bundle') return ((entry ?? []) as Json[]).flatMap((each) => issuesOf(each['resource']))
  if (resourceType === 'OperationOutcome') return ((issue ?? []) as Json[]).flatMap(outcomeIssues)
  if (fault) return [{ code: `fault ${fault.detail?.errorcode}`, fixed: { text: fault.faultstring } }]
  if (Array.isArray(errors)) return (errors as Json[]).filter((each) => typeof each?.['code'] === 'string').map(({ code, status, title }) => ({ code, fixed: { status, title } }))
  return []
}

function outcomeIssues({ severity, code, details }: Json): Issue[] {
  const coding = (details?.coding ?? []) as Json[]
  if (!coding.length) return [{ code: `issue ${code}`, fixed: { severity } }]
  return coding.map((each) => ({ code: String(each['code']), fixed: { severity, issue: code, system: each['system'] } }))
}
