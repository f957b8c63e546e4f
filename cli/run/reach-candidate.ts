import { Agent, request } from 'undici'
import { trust } from '../../candidate/drivers/trust.ts'
import type { CandidateConfig } from '../../config/candidate.ts'
import type { Problem } from '../../config/problem.ts'

/** Asks a candidate for anything at all: an hour lost to a wrong port is an hour lost. */
export async function reachCandidate(config: CandidateConfig): Promise<Problem[]> {
  const agent = new Agent({ connect: { ...trust(config.authority), timeout: config.limits.requestMs } })
  try {
    const response = await request(config.baseUrl, { dispatcher: agent, signal: AbortSignal.timeout(config.limits.requestMs) })
    await response.body.dump()
    return []
  } catch (error) {
    const code = codeOf(error)
    return [
      {
        code: 'ASSAY_CANDIDATE_UNREACHABLE',
        what: 'Failed to reach the candidate',
        place: config.baseUrl,
        seen: error instanceof Error ? `${code}: ${error.message}` : code,
        expected: `an HTTP answer within ${config.limits.requestMs} ms`,
        remedy: REMEDIES[code] ?? 'Check that it runs, and that baseUrl has the right scheme, host and port.',
      },
    ]
  } finally {
    await agent.destroy()
  }
}

/** A system's or a library's code of what went wrong, or else the error's name: the codes of a DOMException are numbers. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

const SLOW = 'Find out why it does not answer, or allow it more time with limits.requestMs.'

const REMEDIES: Record<string, string> = {
  ECONNREFUSED: 'Start the candidate, or correct the port in baseUrl.',
  ENOTFOUND: 'Correct the host name in baseUrl, or make it resolvable on this machine.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Name its certificate as "authority" in the candidate file.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Name its certificate authority as "authority" in the candidate file.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Name its certificate authority as "authority" in the candidate file.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'Name its certificate authority as "authority" in the candidate file.',
  CERT_HAS_EXPIRED: "Renew the candidate's certificate.",
  ERR_TLS_CERT_ALTNAME_INVALID: 'Use a host name in baseUrl that the certificate is for.',
  TimeoutError: SLOW,
  UND_ERR_CONNECT_TIMEOUT: SLOW,
  UND_ERR_HEADERS_TIMEOUT: SLOW,
}
